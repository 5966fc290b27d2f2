/** A model compiled for WebLLM: what is known of it before any of its files is on this device. */
export interface LocalModel {
  /** Unique on this device; the `model_id` of WebLLM's list. */
  readonly id: string;
  readonly kind: 'chat' | 'embedding';
  readonly origin: LocalModelOrigin;
  /** Prompt and reply together. */
  readonly contextTokens: number;
  /** GPU memory that it takes when it is loaded, as its list says; null: not known. */
  readonly memoryBytes: number | null;
  /** WebGPU features, such as `shader-f16`. */
  readonly requiredFeatures: readonly string[];
  /** Least `maxStorageBufferBindingSize`; null: WebGPU's default is enough, as far as its list says. */
  readonly bufferBytes: number | null;
  /** Made for weak devices, its list says. */
  readonly lowResource: boolean;
  /** Of a model that comes with one: `mlc-model-manifest.json`. */
  readonly packageManifest: string | null;
}

export type LocalModelOrigin =
  /** From WebLLM's own list, or of the author's: both folders of files on a host that allows this page (CORS). */
  | { readonly kind: 'prebuilt' | 'custom'; readonly weightsUrl: string; readonly libraryUrl: string }
  /** Copied from a folder on disk: there is nowhere to fetch it from again. */
  | { readonly kind: 'folder'; readonly name: string };

/** Where the files lie. */
export const modelBackends = ['opfs', 'cache', 'indexeddb'] as const;
export type ModelBackend = (typeof modelBackends)[number];

/** What is on this device of a model. Kept beside its files. */
export interface StoredModel {
  readonly model: LocalModel;
  readonly backend: ModelBackend;
  /** Every file that it needs, in the order of fetching: lists, tokenizer, library, shards. Before its lists are read: those, and the library. */
  readonly files: readonly StoredFile[];
  /** Every file was there and right when it was last looked at. */
  readonly state: 'partial' | 'ready' | 'damaged';
  /** ISO instant of the last change. */
  readonly at: string;
}

export interface StoredFile {
  /** Within the model: `params_shard_0.bin`; the library is `libraryPath`. */
  readonly path: string;
  /** As its list says, or as it came; null: not known before it has come. */
  readonly bytes: number | null;
  /** Hex, as the list of shards says; null where nothing says. */
  readonly md5: string | null;
  /** Hex, of the bytes as they came, so that later damage is found; null before. */
  readonly sha256: string | null;
  readonly done: boolean;
}

/** Under which a model's compiled library is kept, whatever it is called where it comes from. */
export const libraryPath = 'library.wasm';

export function storedBytes({ files }: Pick<StoredModel, 'files'>): number {
  return files.reduce((sum, { bytes, done }) => sum + (done ? (bytes ?? 0) : 0), 0);
}

/** Null while a size is not known. */
export function totalBytes({ files }: Pick<StoredModel, 'files'>): number | null {
  if (files.length === 0) return null;
  return files.reduce<number | null>((sum, { bytes }) => (sum === null || bytes === null ? null : sum + bytes), 0);
}
