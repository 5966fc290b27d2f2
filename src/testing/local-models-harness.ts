import { md5 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { BlobReader, TransferPorts } from '../core/local/download-model';
import type { Hashing } from '../core/local/download-model-check';
import type { OpenUrl } from '../core/local/download-model-source';
import type { LocalModel, StoredModel } from '../core/local/local-model';
import type { ModelFiles, ReadableStreamOfBytes } from '../core/local/model-files';

/** A small model directory, and everything that a download needs, without a network, a clock or a disk. */

const weightsUrl = 'https://models.example/tiny';
export const libraryUrl = 'https://models.example/lib/tiny.wasm';

export function aLocalModel(changes: Partial<LocalModel> = {}): LocalModel {
  return {
    id: 'tiny-q4f16_1-MLC',
    kind: 'chat',
    origin: { kind: 'custom', weightsUrl, libraryUrl },
    contextTokens: 4096,
    memoryBytes: 1e6,
    requiredFeatures: [],
    bufferBytes: null,
    lowResource: true,
    packageManifest: null,
    ...changes,
  };
}

/** As little as a chat model needs. */
export const chatTemplate = { roles: { user: 'user', assistant: 'model' }, seps: ['\n'] };

/** The files of a model by path, with a list that is true of them. */
export function modelDirectory(shardSizes: readonly number[] = [300, 200, 100]): Map<string, Uint8Array<ArrayBuffer>> {
  const shards = shardSizes.map((size, at) => ({ path: `params_shard_${at}.bin`, bytes: someBytes(size, at) }));
  const records = shards.map(({ path, bytes }) => ({
    dataPath: path,
    format: 'raw-shard',
    nbytes: bytes.byteLength,
    records: [],
    md5sum: hashOf('md5', bytes),
  }));
  return new Map([
    [
      'mlc-chat-config.json',
      json({
        tokenizer_files: ['tokenizer.json'],
        context_window_size: 2048,
        model_type: 'gemma2',
        conv_template: chatTemplate,
      }),
    ],
    ['tensor-cache.json', json({ metadata: {}, records })],
    ['tokenizer.json', json({ version: '1.0' })],
    ['library.wasm', new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0])],
    ...shards.map(({ path, bytes }) => [path, bytes] as const),
  ]);
}

export function urlOf(path: string): string {
  return path === 'library.wasm' ? libraryUrl : `${weightsUrl}/${path}`;
}

export function json(value: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(value));
}

/** The same for the same seed. */
export function someBytes(size: number, seed: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: size }, (_, at) => (at * 31 + seed * 17 + (at >> 8)) & 0xff);
}

const hashing: Hashing = { md5: () => digestOf(md5.create()), sha256: () => digestOf(sha256.create()) };

export function hashOf(kind: keyof Hashing, bytes: Uint8Array): string {
  const digest = hashing[kind]();
  digest.update(bytes);
  return digest.hex();
}

function digestOf(hash: { update(bytes: Uint8Array): unknown; digest(): Uint8Array }) {
  return { update: (bytes: Uint8Array) => void hash.update(bytes), hex: () => bytesToHex(hash.digest()) };
}

export const blobs: BlobReader = {
  text: (blob) => asPlatform(blob).text(),
  async *bytes(blob) {
    const whole = new Uint8Array(await asPlatform(blob).arrayBuffer());
    for (const chunk of chunksOf(whole)) yield chunk;
  },
};

/** `core` knows a Blob's size alone; what comes here is the platform's. */
function asPlatform(blob: { readonly size: number }): Blob {
  if (blob instanceof Blob) return blob;
  throw new TypeError('Expected a Blob.');
}

export function chunksOf(bytes: Uint8Array, size = 64): readonly Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.byteLength / size) }, (_, at) =>
    bytes.subarray(at * size, at * size + size),
  );
}

export interface MemoryModelFiles extends ModelFiles {
  /** What lies there of the one model, by path. */
  readonly contents: Map<string, Uint8Array<ArrayBuffer>>;
  /** Every record that was kept, oldest first. */
  readonly records: StoredModel[];
}

/** For tests of one model. `beforeWrite` may throw as a full disk does. */
export function memoryModelFiles({
  beforeWrite = () => {},
}: {
  readonly beforeWrite?: (path: string) => void;
} = {}): MemoryModelFiles {
  const contents = new Map<string, Uint8Array<ArrayBuffer>>();
  const records: StoredModel[] = [];
  return {
    contents,
    records,
    stored: async () => records.slice(-1),
    find: async (id) => records.filter(({ model }) => model.id === id).at(-1) ?? null,
    async keep(stored) {
      records.push(stored);
    },
    async read(_stored, path) {
      const bytes = contents.get(path);
      return bytes === undefined ? null : new Blob([bytes]);
    },
    async write(_stored, path, bytes) {
      beforeWrite(path);
      const whole = await wholeOf(bytes);
      contents.set(path, whole);
    },
    async removeFile(_stored, path) {
      contents.delete(path);
    },
    async remove() {
      contents.clear();
      records.length = 0;
    },
  };
}

export async function wholeOf(bytes: ReadableStreamOfBytes): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  const whole = new Uint8Array(chunks.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}

export type HostAnswer =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** The connection breaks after so many bytes. */
  | { readonly kind: 'cut'; readonly after: number }
  | { readonly kind: 'code'; readonly code: number }
  | { readonly kind: 'unreachable'; readonly offline: boolean };

export interface ScriptedHost {
  readonly open: OpenUrl;
  /** Every address that was asked for, in order. */
  readonly asked: string[];
  /** The next answers for an address; afterwards it serves what it has. */
  plan(url: string, ...answers: readonly HostAnswer[]): void;
  /** Answers with all bytes that were given. */
  readonly given: string[];
}

export function scriptedHost(directory: ReadonlyMap<string, Uint8Array>): ScriptedHost {
  const asked: string[] = [];
  const given: string[] = [];
  const plans = new Map<string, HostAnswer[]>();
  const served = new Map([...directory].map(([path, bytes]) => [urlOf(path), bytes]));
  return {
    asked,
    given,
    plan: (url, ...answers) => void plans.set(url, [...(plans.get(url) ?? []), ...answers]),
    async open(url, signal) {
      signal.throwIfAborted();
      asked.push(url);
      const own = served.get(url);
      const answer: HostAnswer =
        plans.get(url)?.shift() ?? (own === undefined ? { kind: 'code', code: 404 } : { kind: 'bytes', bytes: own });
      if (answer.kind === 'unreachable') return { status: 'unreachable', offline: answer.offline };
      const code = answer.kind === 'code' ? answer.code : 200;
      return { status: 'answered', code, stream: streamOf(answer), cancel: async () => {} };

      async function* streamOf(of: HostAnswer): AsyncGenerator<Uint8Array> {
        if (of.kind === 'bytes') {
          yield* chunksOf(of.bytes);
          given.push(url);
        }
        if (of.kind === 'cut') {
          yield* chunksOf((own ?? new Uint8Array()).subarray(0, of.after));
          throw new TypeError('network error');
        }
      }
    },
  };
}

export interface TransferHarness {
  readonly files: MemoryModelFiles;
  readonly ports: TransferPorts;
  /** How long it was slept for, in order. Time moves by sleeping alone. */
  readonly slept: number[];
}

export function transferHarness({
  files = memoryModelFiles(),
  freeBytes = null,
}: {
  readonly files?: MemoryModelFiles;
  readonly freeBytes?: number | null;
} = {}): TransferHarness {
  const slept: number[] = [];
  let now = Date.UTC(2026, 10, 21, 9, 0, 0);
  const clock = {
    now: () => now,
    async sleep(ms: number, signal: AbortSignal) {
      signal.throwIfAborted();
      slept.push(ms);
      now += ms;
    },
  };
  return { files, slept, ports: { files, hashing, clock, blobs, freeBytes: async () => freeBytes } };
}

export async function collected<T>(events: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const event of events) all.push(event);
  return all;
}
