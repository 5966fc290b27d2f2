import * as z from 'zod/mini';
import { ModelError } from '../../core/model/model-error';
import type { GeminiConfig, ListedModel } from '../../core/model/models-port';
import { type GeminiCall, prepareCall } from './call';
import { fetchJson } from './fetch-json';

export interface ListOptions {
  readonly config: GeminiConfig;
  readonly fetch: typeof globalThis.fetch;
  readonly signal: AbortSignal;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The models that can answer prompts, in the service's order. Throws a ModelError, or the signal's reason once aborted. */
export async function listGeminiModels({ config, fetch, signal, now }: ListOptions): Promise<readonly ListedModel[]> {
  signal.throwIfAborted();
  const call = prepareCall(config, now);
  const models: ListedModel[] = [];
  let pageToken: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const { models: found = [], nextPageToken = '' } = await readPage({ call, fetch, signal, pageToken });
    models.push(...found.filter(answersPrompts).map(toListed));
    if (nextPageToken === '') break;
    pageToken = nextPageToken;
  }
  return models;
}

/** Far more than there are: ends a list that goes round in circles. */
const mostPages = 50;

const pageSchema = z.object({
  models: z.optional(
    z.array(
      z.object({
        name: z.string(),
        displayName: z.optional(z.string()),
        inputTokenLimit: z.optional(z.number()),
        outputTokenLimit: z.optional(z.number()),
        supportedGenerationMethods: z.optional(z.array(z.string())),
      }),
    ),
  ),
  nextPageToken: z.optional(z.string()),
});

type Page = z.infer<typeof pageSchema>;
type PageModel = NonNullable<Page['models']>[number];

async function readPage({
  call,
  fetch,
  signal,
  pageToken,
}: Pick<ListOptions, 'fetch' | 'signal'> & {
  readonly call: GeminiCall;
  readonly pageToken: string | undefined;
}): Promise<Page> {
  const url = new URL(`${call.endpoint}/v1beta/models`);
  url.searchParams.set('pageSize', '1000');
  if (pageToken !== undefined) url.searchParams.set('pageToken', pageToken);
  const page = pageSchema.safeParse(await fetchJson(call, { url, fetch, signal }));
  if (!page.success) throw noList(call);
  return page.data;
}

function answersPrompts(model: PageModel): boolean {
  return model.supportedGenerationMethods?.includes('generateContent') === true;
}

function toListed(model: PageModel): ListedModel {
  const id = model.name.replace(/^models\//, '');
  return {
    id,
    displayName: model.displayName ?? id,
    ...(model.inputTokenLimit === undefined ? {} : { inputTokenLimit: model.inputTokenLimit }),
    ...(model.outputTokenLimit === undefined ? {} : { outputTokenLimit: model.outputTokenLimit }),
  };
}

function noList(call: GeminiCall): ModelError {
  return new ModelError({
    kind: 'unavailable',
    code: 'UNKNOWN_FORMAT',
    message: `${new URL(call.endpoint).origin} answered, but not with a list of Gemini models. Check the Gemini endpoint in Settings.`,
  });
}
