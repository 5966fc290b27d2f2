import { type LocalModel, type StoredModel, storedBytes, totalBytes } from '../../../core/local/local-model';
import type { EngineState, LoadStage, LoadState } from '../../../core/model/engine-state';
import type { ModelErrorData } from '../../../core/model/model-error';

/** Where one model stands on this device, whatever is under way with its files. */
export type RowState =
  | { readonly status: 'absent' }
  /** `share` 0 to 1; null while a size is not known. */
  | { readonly status: 'partial'; readonly bytes: number; readonly share: number | null }
  | { readonly status: 'damaged'; readonly bytes: number; readonly brokenFiles: number }
  | { readonly status: 'ready'; readonly bytes: number }
  | { readonly status: 'loading'; readonly bytes: number; readonly stage: LoadStage; readonly progress: number }
  | { readonly status: 'loaded'; readonly bytes: number }
  /** Its files are here; the engine could not start it. */
  | { readonly status: 'failed'; readonly bytes: number; readonly error: ModelErrorData };

interface RowInput {
  readonly model: Pick<LocalModel, 'id' | 'kind'>;
  readonly stored: StoredModel | undefined;
  readonly engine: EngineState;
}

export function rowState({ model, stored, engine }: RowInput): RowState {
  if (stored === undefined) return { status: 'absent' };
  const bytes = storedBytes(stored);
  switch (stored.state) {
    case 'partial':
      // A download that ended before its first file leaves a record and nothing else.
      if (bytes === 0) return { status: 'absent' };
      return { status: 'partial', bytes, share: shareOf(stored) };
    case 'damaged':
      return { status: 'damaged', bytes, brokenFiles: stored.files.filter(({ done }) => !done).length };
    case 'ready':
      return engineState(model.kind === 'chat' ? engine.chat : engine.embedding, { id: model.id, bytes });
  }
}

function engineState(load: LoadState, { id, bytes }: { readonly id: string; readonly bytes: number }): RowState {
  if (load.status === 'empty' || load.id !== id) return { status: 'ready', bytes };
  switch (load.status) {
    case 'loading':
      return { status: 'loading', bytes, stage: load.stage, progress: load.progress };
    case 'loaded':
      return { status: 'loaded', bytes };
    case 'failed':
      return { status: 'failed', bytes, error: load.error };
  }
}

/** Bytes that came of all that it needs, 0 to 1; null while a size is not known. */
function shareOf(stored: StoredModel): number | null {
  const total = totalBytes(stored);
  return total === null || total === 0 ? null : storedBytes(stored) / total;
}
