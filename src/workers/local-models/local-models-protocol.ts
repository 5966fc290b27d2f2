import type { LocalModel, ModelBackend, StoredModel } from '../../core/local/local-model';
import type { DownloadEvent, FolderFile, StoredChange, VerifyEvent } from '../../core/local/local-models-port';
import type { Method } from '../rpc/protocol';

/** What the page can ask of `local-models.worker.ts`. */
export interface LocalModelsMethods {
  readonly stored: Method<null, never, readonly StoredModel[]>;
  readonly download: Method<{ readonly model: LocalModel; readonly backend: ModelBackend }, DownloadEvent, null>;
  readonly 'import-folder': Method<
    { readonly model: LocalModel; readonly files: readonly FolderFile[]; readonly backend: ModelBackend },
    DownloadEvent,
    null
  >;
  /** By the model's id. */
  readonly verify: Method<string, VerifyEvent, null>;
  readonly remove: Method<string, never, null>;
  /** Of what is stored, here or in another tab. Has no end. */
  readonly changes: Method<null, StoredChange, never>;
}
