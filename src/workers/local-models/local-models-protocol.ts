import * as z from 'zod/mini';
import { type LocalModel, type ModelBackend, modelBackends, type StoredModel } from '../../core/local/local-model';
import type { LocalModelErrorData } from '../../core/local/local-model-error';
import type { DownloadEvent, FolderFile, StoredChange, VerifyEvent } from '../../core/local/local-models-port';

/** What the page and `local-models.worker.ts` say to each other. As in `models-protocol.ts`, the envelope is checked and not its load. */
export type ToLocalModels =
  | { readonly type: 'stored'; readonly id: string }
  | { readonly type: 'download'; readonly id: string; readonly model: LocalModel; readonly backend: ModelBackend }
  | {
      readonly type: 'import-folder';
      readonly id: string;
      readonly model: LocalModel;
      readonly files: readonly FolderFile[];
      readonly backend: ModelBackend;
    }
  | { readonly type: 'verify'; readonly id: string; readonly modelId: string }
  | { readonly type: 'remove'; readonly id: string; readonly modelId: string }
  | { readonly type: 'abort'; readonly id: string }
  | { readonly type: 'ping' };

export type FromLocalModels =
  | { readonly type: 'listed'; readonly id: string; readonly stored: readonly StoredModel[] }
  | { readonly type: 'event'; readonly id: string; readonly event: DownloadEvent | VerifyEvent }
  /** Every event of it was sent before. */
  | { readonly type: 'ended'; readonly id: string }
  | { readonly type: 'failed'; readonly id: string; readonly error: LocalModelErrorData }
  /** Here or in another tab. */
  | { readonly type: 'changed'; readonly change: StoredChange }
  | { readonly type: 'pong' };

/** Undefined when it is no message of this protocol. */
export function readToLocalModels(data: unknown): ToLocalModels | undefined {
  const read = toSchema.safeParse(data);
  // The schema holds the envelope to this type, and leaves what it carries as it came.
  return read.success ? (read.data as ToLocalModels) : undefined;
}

/** Undefined when it is no message of this protocol. */
export function readFromLocalModels(data: unknown): FromLocalModels | undefined {
  const read = fromSchema.safeParse(data);
  // As above.
  return read.success ? (read.data as FromLocalModels) : undefined;
}

const id = z.string().check(z.minLength(1));
const array = z.custom<unknown[]>(Array.isArray);
const backend = z.enum(modelBackends);
const model = z.looseObject({ id, origin: z.looseObject({ kind: z.string() }) });

const toSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('stored'), id }),
  z.object({ type: z.literal('download'), id, model, backend }),
  z.object({ type: z.literal('import-folder'), id, model, files: array, backend }),
  z.object({ type: z.literal('verify'), id, modelId: id }),
  z.object({ type: z.literal('remove'), id, modelId: id }),
  z.object({ type: z.literal('abort'), id }),
  z.object({ type: z.literal('ping') }),
]);

const fromSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('listed'), id, stored: array }),
  z.object({ type: z.literal('event'), id, event: z.looseObject({ type: z.string() }) }),
  z.object({ type: z.literal('ended'), id }),
  z.object({ type: z.literal('failed'), id, error: z.looseObject({ kind: z.string(), message: z.string() }) }),
  z.object({ type: z.literal('changed'), change: z.looseObject({ kind: z.string() }) }),
  z.object({ type: z.literal('pong') }),
]);
