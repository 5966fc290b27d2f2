import * as z from 'zod/mini';
import { soundsLikePromptModel } from '../../core/model/gemini-models';
import { ModelError } from '../../core/model/model-error';
import type { ListedModel } from '../../core/model/models-port';
import type { ConfigOf } from '../../core/model/service-settings';
import { type GeminiCall, prepareCall } from './call';
import { fetchJson } from './fetch-json';

export interface ListOptions {
  readonly config: ConfigOf<'gemini'>;
  readonly fetch: typeof globalThis.fetch;
  readonly signal: AbortSignal;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The models that can answer prompts, in the service's order. Throws a ModelError, or the signal's reason once aborted. */
export async function listGeminiModels({ config, fetch, signal, now }: ListOptions): Promise<readonly ListedModel[]> {
  signal.throwIfAborted();
  const call = prepareCall(config, now);
  const models = new Map<string, ListedModel>();
  const asked = new Set<string>();
  let pageToken = '';
  do {
    asked.add(pageToken);
    const { models: found, nextPageToken } = await readPage({ call, fetch, signal, pageToken });
    for (const model of (found ?? []).flatMap(toListed)) if (!models.has(model.id)) models.set(model.id, model);
    pageToken = nextPageToken ?? '';
    // A list that goes round names a page again.
  } while (pageToken !== '' && !asked.has(pageToken) && asked.size < mostPages);
  return [...models.values()];
}

/** Far more than there are. */
const mostPages = 50;

const modelSchema = z.object({
  name: z.string().check(z.minLength(1)),
  displayName: side(z.string()),
  inputTokenLimit: side(z.number().check(z.gte(1))),
  outputTokenLimit: side(z.number().check(z.gte(1))),
  thinking: side(z.boolean()),
  supportedGenerationMethods: side(z.array(z.string())),
});

/** One odd entry is no reason to show none. */
const pageSchema = z.object({
  models: z.optional(z.array(z.catch(z.nullable(modelSchema), null))),
  nextPageToken: side(z.string()),
});

function side<T extends z.ZodMiniType>(type: T) {
  return z.catch(z.optional(z.nullable(type)), undefined);
}

type Page = z.infer<typeof pageSchema>;
type PageModel = NonNullable<Page['models']>[number];

async function readPage({
  call,
  fetch,
  signal,
  pageToken,
}: Pick<ListOptions, 'fetch' | 'signal'> & {
  readonly call: GeminiCall;
  readonly pageToken: string;
}): Promise<Page> {
  const url = new URL(`${call.endpoint}/v1beta/models`);
  url.searchParams.set('pageSize', '1000');
  if (pageToken !== '') url.searchParams.set('pageToken', pageToken);
  const page = pageSchema.safeParse(await fetchJson(call, { url, fetch, signal }));
  if (!page.success) throw noList(call);
  return page.data;
}

/** Nothing for a model that answers no prompts with text: many of those say `generateContent`, too. */
function toListed(model: PageModel): readonly ListedModel[] {
  const methods = model?.supportedGenerationMethods;
  if (!model || methods?.includes('generateContent') === false || !soundsLikePromptModel(model.name)) return [];
  const id = model.name.replace(/^models\//, '');
  return [
    {
      id,
      displayName: model.displayName || id,
      ...(model.inputTokenLimit ? { inputTokenLimit: model.inputTokenLimit } : {}),
      ...(model.outputTokenLimit ? { outputTokenLimit: model.outputTokenLimit } : {}),
      ...(typeof model.thinking === 'boolean' ? { thinking: model.thinking } : {}),
    },
  ];
}

function noList(call: GeminiCall): ModelError {
  return new ModelError({
    kind: 'unknown-format',
    code: 'UNKNOWN_FORMAT',
    message: `${new URL(call.endpoint).origin} answered, but not with a list of Gemini models. Check the Gemini endpoint in Settings.`,
  });
}
