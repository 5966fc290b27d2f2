import type { DeviceReport } from '../../core/local/device-report';
import type { LocalModel, StoredModel } from '../../core/local/local-model';
import type { LocalModelErrorData } from '../../core/local/local-model-error';
import { type EngineState, emptyEngine } from '../../core/model/engine-state';

/** What the screens know of local models. The files are in the device's storage; nothing of this is saved. */
export interface LocalState {
  /** Null before anybody asked. */
  readonly device: DeviceReport | null;
  /** WebLLM's own list. Null before anybody asked. */
  readonly prebuilt: readonly LocalModel[] | null;
  /** Null before anybody asked. */
  readonly stored: readonly StoredModel[] | null;
  /** Why the list of what is stored could not be read. */
  readonly storedProblem: string | null;
  readonly engine: EngineState;
  /** At most one at a time does not wait. By model id; gone when it ended well. */
  readonly transfers: Readonly<Record<string, Transfer>>;
}

/** What is under way with the files of one model, or how it ended. */
export type Transfer =
  | { readonly status: 'queued' }
  | {
      readonly status: 'fetching' | 'copying' | 'verifying';
      readonly path: string;
      readonly doneBytes: number;
      readonly totalBytes: number | null;
      /** Mean of the last seconds; null before there is one. */
      readonly bytesPerSecond: number | null;
    }
  | {
      readonly status: 'retrying';
      readonly path: string;
      readonly attempt: number;
      readonly until: string;
      readonly why: string;
    }
  | { readonly status: 'failed'; readonly error: LocalModelErrorData }
  /** `verify` found these; Download fetches them again. */
  | { readonly status: 'broken'; readonly paths: readonly string[] }
  | { readonly status: 'verified' };

export const blankLocalState: LocalState = {
  device: null,
  prebuilt: null,
  stored: null,
  storedProblem: null,
  engine: emptyEngine,
  transfers: {},
};
