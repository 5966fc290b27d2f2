import { type BlobReader, type TransferPorts, transferModel } from './download-model';
import { eventsOf } from './download-model-events';
import type { FileSource } from './download-model-source';
import { type LocalModel, libraryPath } from './local-model';
import { LocalModelError } from './local-model-error';
import type { DownloadEvent, DownloadOptions, FolderFile } from './local-models-port';
import { checkChatTemplate, configPath, oldTensorListPath, readChatConfig, tensorListPath } from './manifest';

const packagePath = 'mlc-model-manifest.json';

/**
 * The model that lies in a picked folder, in it or below it, named by `id`. What its files do not say is taken to be modest: the memory it
 * needs is not known, and its context is 4096 tokens at most, as WebLLM's own list has it. Throws LocalModelError, naming what is missing.
 */
export async function readFolderModel({
  id,
  files,
  blobs,
}: {
  readonly id: string;
  readonly files: readonly FolderFile[];
  readonly blobs: Pick<BlobReader, 'text'>;
}): Promise<LocalModel> {
  const folder = modelFolder(files);
  const list = { path: configPath, text: await blobs.text(folder.config.file) };
  const config = readChatConfig(list);
  const kind = config.modelType === 'bert' ? 'embedding' : 'chat';
  if (kind === 'chat') checkChatTemplate(list);
  // Each is looked for now, so that the author hears of it before anything is copied.
  if (folder.find(tensorListPath) === null) throw missing(tensorListPath, folder.name);
  if (folder.find(config.tokenizer) === null) throw missing(config.tokenizer, folder.name);
  if (folder.find(libraryPath) === null) throw missing(libraryPath, folder.name);
  return {
    id,
    kind,
    origin: { kind: 'folder', name: folder.name },
    contextTokens: Math.min(config.contextTokens ?? mostContext, mostContext),
    memoryBytes: null,
    requiredFeatures: /f16/.test(config.quantization ?? '') ? ['shader-f16'] : [],
    bufferBytes: null,
    lowResource: false,
    packageManifest: folder.find(packagePath) === null ? null : packagePath,
  };
}

/** Copies the files of a picked folder; same events and errors as a download. */
export function importFolderModel({
  model,
  files,
  options,
  ports,
}: {
  readonly model: LocalModel;
  readonly files: readonly FolderFile[];
  readonly options: DownloadOptions;
  readonly ports: TransferPorts;
}): AsyncGenerator<DownloadEvent> {
  return eventsOf(options.signal, async ({ emit, signal }) => {
    const source = folderSource(modelFolder(files), ports.blobs);
    await transferModel({ model, backend: options.backend, source, ports, emit, signal });
  });
}

const mostContext = 4096;

interface ModelFolder {
  readonly name: string;
  readonly config: FolderFile;
  /** By its path in the model; the library whatever it is called. Throws when there are several libraries. */
  find(path: string): FolderFile | null;
}

function folderSource(folder: ModelFolder, blobs: BlobReader): FileSource {
  return {
    // It is the same each time that it is read.
    tries: 1,
    wrongTries: 1,
    async open(path) {
      const found = folder.find(path);
      if (found === null) throw missing(path, folder.name);
      return { stream: blobs.bytes(found.file) };
    },
  };
}

/** The folder that holds the configuration: the picked one, or the only one below it. */
function modelFolder(files: readonly FolderFile[]): ModelFolder {
  const [config, ...others] = uppermost(files.filter(({ path }) => nameOf(path) === configPath));
  if (config === undefined) throw missing(configPath, pickedName(files));
  if (others.length > 0) {
    throw ambiguous({ path: configPath, found: [config, ...others], advice: 'Pick the folder of one model.' });
  }
  const base = config.path.slice(0, -configPath.length);
  const byPath = new Map(files.map((file) => [file.path, file]));
  const at = (path: string) => byPath.get(base + path) ?? null;
  return {
    name: nameOf(base.replace(/\/$/, '')) || 'the picked folder',
    config,
    find(path) {
      if (path === tensorListPath) return at(tensorListPath) ?? at(oldTensorListPath);
      return path === libraryPath ? library(files, base) : at(path);
    },
  };
}

/** Beside the weights, else anywhere in what was picked: it is often kept apart. */
function library(files: readonly FolderFile[], base: string): FolderFile | null {
  const all = files.filter(({ path }) => path.endsWith('.wasm'));
  const inside = all.filter(({ path }) => path.startsWith(base));
  const [found, ...others] = uppermost(inside.length > 0 ? inside : all);
  if (others.length === 0) return found ?? null;
  throw ambiguous({
    path: libraryPath,
    found: [...(found === undefined ? [] : [found]), ...others],
    advice: 'Leave only the one that was compiled for this model.',
  });
}

function uppermost(files: readonly FolderFile[]): readonly FolderFile[] {
  const depth = ({ path }: FolderFile) => path.split('/').length;
  const least = Math.min(...files.map(depth));
  return files.filter((file) => depth(file) === least);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function pickedName(files: readonly FolderFile[]): string {
  const [first = ''] = files[0]?.path.split('/') ?? [];
  return files.length > 0 && files.every(({ path }) => path.startsWith(`${first}/`)) ? first : 'the picked folder';
}

function missing(path: string, folder: string): LocalModelError {
  const what = path === libraryPath ? 'compiled model library (a file that ends in .wasm)' : path;
  return new LocalModelError({
    kind: 'missing-file',
    path,
    message: `The folder "${folder}" has no ${what}. Expected the files of one model as MLC compiles them: ${configPath}, a tokenizer, ${tensorListPath}, its shards and a .wasm library. Add it, and pick the folder again.`,
  });
}

function ambiguous({
  path,
  found,
  advice,
}: {
  readonly path: string;
  readonly found: readonly FolderFile[];
  readonly advice: string;
}): LocalModelError {
  const shown = found.slice(0, 4).map((file) => file.path);
  return new LocalModelError({
    kind: 'unreadable-file',
    path,
    message: `Expected one model in the picked folder, and found ${found.length} files for ${path}: ${shown.join(', ')}. ${advice}`,
  });
}
