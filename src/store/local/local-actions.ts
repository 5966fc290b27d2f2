import type { LocalModel, ModelBackend } from '../../core/local/local-model';
import type { FolderFile } from '../../core/local/local-models-port';

/** Loaded with the Settings page, or when a local model is chosen. */
export interface LocalActions {
  /** Looks at the device and at what is stored; again after a change. */
  inspectLocalModels(): void;
  downloadModel(model: LocalModel): void;
  cancelDownload(id: string): void;
  verifyModel(id: string): void;
  deleteModel(id: string): void;
  /** Adds it to the settings; null. The reason when it cannot be: an id that is taken, an address that is none. */
  addCustomModel(model: LocalModel): Promise<string | null>;
  /** With its files. */
  removeCustomModel(id: string): void;
  importModelFolder(model: LocalModel, files: readonly FolderFile[]): void;
  setModelBackend(backend: ModelBackend): void;
  /** Gives the GPU memory back. */
  unloadModel(): void;
  /** A failure or a result was read. */
  dismissTransfer(id: string): void;
}
