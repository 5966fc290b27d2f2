import type { LocalModel, ModelBackend } from '../../core/local/local-model';
import type { FolderFile } from '../../core/local/local-models-port';

/** Loaded with the Settings page, or when a local model is chosen. */
export interface LocalActions {
  /** Looks at the device and at what is stored; again after a change. */
  inspectLocalModels(): void;
  downloadModel(model: LocalModel): void;
  /** Also a copy or a check; what has come stays. */
  cancelDownload(id: string): void;
  verifyModel(id: string): void;
  /** Files and record; one that is loaded is unloaded first. */
  deleteModel(id: string): void;
  /** Adds it to the settings; null. The reason when it cannot be: an id that is taken, an address that is none. */
  addCustomModel(model: LocalModel): Promise<string | null>;
  /** With its files. */
  removeCustomModel(id: string): void;
  /**
   * Copies the model that lies in a picked folder; what it is, its files say (`readFolderModel`). Null once the copy has begun: it goes on
   * under this id in `transfers`. The reason when it cannot begin: an id that is taken, a file that is missing, a device that cannot run it.
   */
  importModelFolder(id: string, files: readonly FolderFile[]): Promise<string | null>;
  setModelBackend(backend: ModelBackend): void;
  /** For runs from now on: one that is trained keeps its own. */
  setEmbeddingModel(id: string): void;
  /** Gives the GPU memory back. */
  unloadModel(): void;
  /** A failure or a result was read. */
  dismissTransfer(id: string): void;
}
