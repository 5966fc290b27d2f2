import type { Hashing } from './download-model-check';
import { eventsOf, throttled } from './download-model-events';
import { storeFile, type TransferClock } from './download-model-file';
import { freshRecord, isDone, isStillReady, recordOf, undone, withFile, withPlan } from './download-model-record';
import { type FileSource, hostSource, type OpenUrl } from './download-model-source';
import { type LocalModel, type ModelBackend, type StoredFile, storedBytes, totalBytes } from './local-model';
import { LocalModelError } from './local-model-error';
import type { DownloadEvent, DownloadOptions } from './local-models-port';
import {
  type ChatConfig,
  checkChatTemplate,
  checkPackageManifest,
  configPath,
  type ListedFile,
  type ListText,
  listPaths,
  plannedFiles,
  readChatConfig,
  readTensorList,
  tensorListPath,
} from './manifest';
import type { ModelFiles, ReadableStreamOfBytes } from './model-files';

/** What a transfer needs of the platform. */
export interface TransferPorts {
  readonly files: ModelFiles;
  readonly hashing: Hashing;
  readonly clock: TransferClock;
  readonly blobs: BlobReader;
  /** Bytes that the browser still gives this app; null where it does not tell. */
  readonly freeBytes: () => Promise<number | null>;
}

export interface BlobReader {
  text(blob: Blob): Promise<string>;
  bytes(blob: Blob): ReadableStreamOfBytes;
}

/**
 * Fetches what is missing of a model, file by file: its lists, which say what else there is, then the small files, then the shards.
 * What is done is not fetched again. Throws LocalModelError, or the signal's reason: then the files that are whole stay.
 */
export function downloadModel({
  model,
  options,
  ports,
  open,
}: {
  readonly model: LocalModel;
  readonly options: DownloadOptions;
  readonly ports: TransferPorts;
  readonly open: OpenUrl;
}): AsyncGenerator<DownloadEvent> {
  return eventsOf(options.signal, async ({ emit, signal }) => {
    if (model.origin.kind === 'folder') throw nowhereToFetch(model.id, model.origin.name);
    const source = hostSource({ origin: model.origin, open });
    await transferModel({ model, backend: options.backend, source, ports, emit, signal });
  });
}

interface Transfer {
  readonly model: LocalModel;
  readonly backend: ModelBackend;
  readonly source: FileSource;
  readonly ports: TransferPorts;
  readonly emit: (event: DownloadEvent) => void;
  readonly signal: AbortSignal;
}

/** The common part of a download and of a copy from a folder. */
export async function transferModel({ model, backend, source, ports, emit, signal }: Transfer): Promise<void> {
  const { files, blobs, clock } = ports;
  const now = () => new Date(clock.now()).toISOString();
  const progress = throttled(emit, clock.now);

  const before = await files.find(model.id);
  let stored =
    before === null
      ? freshRecord({ model, backend, at: now() })
      : await recordOf({ before, model, backend, files, at: now() });
  signal.throwIfAborted();
  if (before !== null && isStillReady(before, stored)) {
    emit({ type: 'done', stored: before });
    return;
  }

  const lists = new Map<string, ListText>();
  for (const path of listPaths(model)) lists.set(path, await list(path));
  const config = readChatConfig(listText(configPath));
  const shards = readTensorList(listText(tensorListPath));
  await plan({ config, shards });
  emit({ type: 'planned', files: stored.files.length, doneBytes: storedBytes(stored), totalBytes: totalBytes(stored) });
  await refuseIfFull();
  for (const file of stored.files) if (!file.done) await store(file);

  stored = { ...stored, state: 'ready', at: now() };
  await files.keep(stored);
  emit({ type: 'done', stored });

  /** Reads a list that is here, or fetches it. */
  async function list(path: string): Promise<ListText> {
    const kept = isDone(stored, path) ? await readList({ path }).catch(unlessUnreadable) : null;
    if (kept !== null) return kept;
    const { url } = await fetched({ path, bytes: null, md5: null });
    const fresh = await readList({ path, ...(url === undefined ? {} : { url }) });
    if (fresh !== null) return fresh;
    throw new LocalModelError({
      kind: 'storage',
      path,
      message: `The browser did not keep ${path}, which had just come. Press Download again; if it happens again, choose another place for models in Settings.`,
    });
  }

  /** One that cannot be read is not kept: the next try must ask for it again. */
  async function readList(found: Omit<ListText, 'text'>): Promise<ListText | null> {
    const blob = await files.read(stored, found.path);
    if (blob === null) return null;
    const read = { ...found, text: await blobs.text(blob) };
    try {
      checkList(read, model);
      return read;
    } catch (error) {
      await forget(found.path);
      await files.removeFile(stored, found.path);
      throw error;
    }
  }

  async function forget(path: string): Promise<void> {
    stored = withFile(stored, { file: undone(path), at: now() });
    await files.keep(stored);
  }

  function listText(path: string): ListText {
    return lists.get(path) ?? { path, text: '' };
  }

  async function plan(known: { readonly config: ChatConfig; readonly shards: readonly ListedFile[] }): Promise<void> {
    const { next, superfluous } = withPlan(stored, { plan: plannedFiles({ model, ...known }), at: now() });
    stored = next;
    await files.keep(stored);
    for (const path of superfluous) await files.removeFile(stored, path);
  }

  async function store(file: StoredFile): Promise<void> {
    try {
      await fetched(file);
    } catch (error) {
      // The host may have another version by now: the next try reads its list anew, and keeps the shards that are in both.
      if (error instanceof LocalModelError && isUnlisted(error)) await forget(tensorListPath);
      throw error;
    }
  }

  async function fetched({ path, bytes, md5 }: ListedFile): Promise<{ readonly url: string | undefined }> {
    const doneBytes = storedBytes(stored);
    const done = await storeFile({
      stored,
      file: { path, bytes, md5 },
      source,
      ports,
      signal,
      onBytes: (came) =>
        progress({ type: 'progress', path, doneBytes: doneBytes + came, totalBytes: totalBytes(stored) }),
      onRetry: emit,
    });
    stored = withFile(stored, { file: done.file, at: now() });
    await files.keep(stored);
    return done;
  }

  async function refuseIfFull(): Promise<void> {
    const missing = stored.files.reduce((sum, { done, bytes }) => sum + (done ? 0 : (bytes ?? 0)), 0);
    const free = missing === 0 ? null : await ports.freeBytes();
    if (free === null || free >= missing) return;
    throw new LocalModelError({
      kind: 'storage-full',
      message: `${model.id} needs ${megabytes(missing)} MB more, and the browser gives this app ${megabytes(Math.max(0, free))} MB. Free space on this device, delete another model, or choose a smaller one.`,
    });
  }
}

function unlessUnreadable(error: unknown): null {
  if (error instanceof LocalModelError && error.kind === 'unreadable-file') return null;
  throw error;
}

function isUnlisted({ kind }: LocalModelError): boolean {
  return kind === 'broken-file' || kind === 'missing-file';
}

function checkList(list: ListText, { kind }: Pick<LocalModel, 'kind'>): void {
  if (list.path === configPath) {
    readChatConfig(list);
    if (kind === 'chat') checkChatTemplate(list);
  } else if (list.path === tensorListPath) readTensorList(list);
  else checkPackageManifest(list);
}

/** Decimal, as browsers and disks count. */
function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0);
}

function nowhereToFetch(id: string, folder: string): LocalModelError {
  return new LocalModelError({
    kind: 'missing-file',
    message: `${id} was copied from the folder "${folder}", so there is no host to fetch it from. Pick the folder again.`,
  });
}
