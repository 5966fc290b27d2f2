import type { GeminiServer } from '../loopback/gemini/server.mjs';

type RequestRecord = GeminiServer['requests'][number];
export type LabelingPurpose = 'first-rule' | 'mutate-rules' | 'classify';

/** The calls to generate content that a server was sent, refused ones too. */
export function generated({ requests }: Pick<GeminiServer, 'requests'>): readonly RequestRecord[] {
  return requests.filter(({ call }) => call === 'generate');
}

/** What a call of labeling is for, by what it asks for. */
export function purposeOf({ body }: RequestRecord): LabelingPurpose | undefined {
  const { label, rows, rule, mutations } = propertiesOf(body.generationConfig?.responseSchema);
  if (mutations !== undefined) return 'mutate-rules';
  if (label !== undefined || rows !== undefined) return 'classify';
  return rule === undefined ? undefined : 'first-rule';
}

/** The labels that an answer is held to. */
export function labelsAskedFor({ body }: RequestRecord): readonly string[] {
  const { label } = propertiesOf(body.generationConfig?.responseSchema);
  return (label as { enum?: readonly string[] } | undefined)?.enum ?? [];
}

/** Equal for calls that a service would be paid twice for. */
export function contentOf({ model, body }: RequestRecord): string {
  return JSON.stringify([model, body]);
}

function propertiesOf(schema: unknown): Readonly<Record<string, unknown>> {
  // As the page wrote it; where it is something else, nothing of it is found.
  return (schema as { properties?: Record<string, unknown> } | undefined)?.properties ?? {};
}
