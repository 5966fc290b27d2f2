import * as z from 'zod/mini';
import { type LocalModel, libraryPath } from './local-model';
import { LocalModelError } from './local-model-error';

/** The files that say what else belongs to a model. */
export const configPath = 'mlc-chat-config.json';
/** Kept under this name, whatever it is called where it comes from: it is the one that the engine asks for. */
export const tensorListPath = 'tensor-cache.json';
/** As older compilers name it. */
export const oldTensorListPath = 'ndarray-cache.json';

export interface ChatConfig {
  /** The one file of the tokenizer that the engine reads. */
  readonly tokenizer: 'tokenizer.json' | 'tokenizer.model';
  /** Null where it has none, or a sliding window instead. */
  readonly contextTokens: number | null;
  /** Such as `gemma2`, `bert`; null where it does not say. */
  readonly modelType: string | null;
  /** Such as `q4f16_1`; null where it does not say. */
  readonly quantization: string | null;
}

/** A file that a model needs, and what its lists say of it. */
export interface ListedFile {
  readonly path: string;
  readonly bytes: number | null;
  /** Lower-case hex. */
  readonly md5: string | null;
}

/** A list as text, and where it was found, for errors. */
export interface ListText {
  readonly path: string;
  readonly url?: string;
  readonly text: string;
}

/** Throws LocalModelError `unreadable-file`. */
export function readChatConfig(list: ListText): ChatConfig {
  const config = read(list, {
    schema: chatConfigSchema,
    expected: 'a model configuration with "tokenizer_files", as MLC writes it',
  });
  const tokenizer = tokenizers.find((name) => config.tokenizer_files.includes(name));
  if (tokenizer === undefined) {
    throw unreadable(list, {
      expected: `${tokenizers.join(' or ')} among its "tokenizer_files", since the engine reads no other`,
      came: quoted(config.tokenizer_files),
    });
  }
  const context = config.context_window_size ?? 0;
  return {
    tokenizer,
    contextTokens: context >= 1 ? context : null,
    modelType: config.model_type ?? null,
    quantization: config.quantization ?? null,
  };
}

/** Looks whether the engine will find how turns are written: only chat models have that. Throws LocalModelError `unreadable-file`. */
export function checkChatTemplate(list: ListText): void {
  read(list, {
    schema: chatTemplateSchema,
    expected: 'a "conv_template" with "roles" and "seps", which a chat model has, and an embedding model has not',
  });
}

/** The shards of the weights, in their order. Throws LocalModelError `unreadable-file`. */
export function readTensorList(list: ListText): readonly ListedFile[] {
  const { records } = read(list, {
    schema: tensorListSchema,
    expected: 'a list of weights: "records" with "dataPath" and "nbytes", as MLC writes it',
  });
  const seen = new Set<string>(ownPaths);
  return records.map(({ dataPath, nbytes, md5sum }) => {
    if (!isInside(dataPath)) {
      throw unreadable(list, { expected: 'shards within the folder of the model', came: quoted(dataPath) });
    }
    if (seen.has(dataPath)) {
      throw unreadable(list, {
        expected: 'shards with names of their own',
        came: `${quoted(dataPath)} a second time, or the name of another file of the model`,
      });
    }
    seen.add(dataPath);
    return { path: dataPath, bytes: nbytes, md5: md5sum?.toLowerCase() ?? null };
  });
}

/** Looks whether it is a package that this version can run. Throws LocalModelError `unreadable-file`. */
export function checkPackageManifest(list: ListText): void {
  read(list, {
    schema: packageSchema,
    expected: `a package of the kind "mlc.model-package", version 1, whose weights are listed in ${tensorListPath}`,
  });
}

/** The lists of a model: what is asked for first. */
export function listPaths({ packageManifest }: Pick<LocalModel, 'packageManifest'>): readonly string[] {
  return packageManifest === null ? [configPath, tensorListPath] : [configPath, packageManifest, tensorListPath];
}

/** Every file that a model needs, in the order of fetching: the small ones, which may be missing, before the shards. */
export function plannedFiles({
  model,
  config,
  shards,
}: {
  readonly model: Pick<LocalModel, 'packageManifest'>;
  readonly config: ChatConfig;
  readonly shards: readonly ListedFile[];
}): readonly ListedFile[] {
  const small = [...listPaths(model), config.tokenizer, libraryPath];
  return [...small.map((path) => ({ path, bytes: null, md5: null })), ...shards];
}

/** A file below the model's folder, in letters that mean the same in an address and in a file system. */
export function isInside(path: string): boolean {
  return path.split('/').every((segment) => /^[\w.+@=~-]+$/.test(segment) && !/^\.+$/.test(segment));
}

const tokenizers = ['tokenizer.json', 'tokenizer.model'] as const;
/** No shard may take their place. */
const ownPaths = [configPath, tensorListPath, oldTensorListPath, libraryPath, ...tokenizers];

const chatConfigSchema = z.looseObject({
  tokenizer_files: z.array(z.string()),
  context_window_size: z.nullish(z.number()),
  model_type: z.nullish(z.string()),
  quantization: z.nullish(z.string()),
});

const chatTemplateSchema = z.looseObject({
  conv_template: z.looseObject({
    roles: z.looseObject({ user: z.string(), assistant: z.string() }),
    seps: z.array(z.string()).check(z.minLength(1)),
  }),
});

const tensorListSchema = z.looseObject({
  records: z
    .array(
      z.looseObject({
        dataPath: z.string().check(z.minLength(1)),
        nbytes: z.int().check(z.gte(0)),
        md5sum: z.nullish(z.string().check(z.regex(/^[0-9a-fA-F]{32}$/))),
      }),
    )
    .check(z.minLength(1)),
});

const packageSchema = z.looseObject({
  schema: z.literal('mlc.model-package'),
  schema_version: z.literal(1),
  chat_config: z.optional(z.literal(configPath)),
  weights: z.looseObject({ manifest: z.literal(tensorListPath) }),
});

function read<T>(
  list: ListText,
  { schema, expected }: { readonly schema: z.ZodMiniType<T>; readonly expected: string },
): T {
  const value = parsed(list, expected);
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const path = result.error.issues[0]?.path ?? [];
  const place = path.length === 0 ? '' : ` at "${path.join('.')}"`;
  throw unreadable(list, { expected, came: `${quoted(valueAt(value, path))}${place}` });
}

function parsed(list: ListText, expected: string): unknown {
  try {
    return JSON.parse(list.text);
  } catch {
    throw unreadable(list, { expected, came: `text that is no JSON: ${quoted(list.text)}` });
  }
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, key) => new Map<PropertyKey, unknown>(entries(inner)).get(String(key)), value);
}

function entries(value: unknown): readonly [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function quoted(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

function unreadable(
  { path, url }: ListText,
  { expected, came }: { readonly expected: string; readonly came: string },
): LocalModelError {
  const where = url === undefined ? 'the folder' : 'the address';
  return new LocalModelError({
    kind: 'unreadable-file',
    path,
    ...(url === undefined ? {} : { url }),
    message: `${path} cannot be used. Expected ${expected}; came ${came}. Check that ${where} is the one of a model compiled for WebLLM.`,
  });
}
