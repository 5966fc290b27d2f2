import type { NewId, Now, SetTimer } from '../core/effects';
import type { DeviceReport } from '../core/local/device-report';
import type { LocalModelsPort } from '../core/local/local-models-port';
import type { BrowserModelAvailability } from '../core/model/browser-model';
import type { Models } from '../core/model/models-port';
import type { ImagesPort } from '../core/playground/images/images-port';
import type { AppShell } from '../core/project/app-shell';
import type { ImportProblem } from '../core/project/import-problem';
import type { ImportedFile } from '../core/project/import-project';
import type { Project } from '../core/project/project';
import type { DeviceRepository, ProjectRepository, StoredProject } from '../core/project/repository';
import type { CreateSaver } from '../core/project/saving';
import type { Result } from '../core/result';
import type { WorkPort } from '../core/work-port';
import type { AlignState } from './align/align-state';
import type { Notice, StudioState } from './studio-state';
import type { Work } from './work';

/** What the composition root hands in. */
export interface StudioDeps {
  readonly models: Models;
  readonly repository: ProjectRepository;
  readonly device: DeviceRepository;
  readonly createSaver: CreateSaver;
  /** Reads a file off the main thread. */
  readonly readProjectFile: (file: File) => Promise<Result<ImportedFile, ImportProblem>>;
  /** Asks the browser once not to throw our storage away. */
  readonly requestPersistence: () => void;
  /** What holds the rows, trains and classifies; fetched with Label's actions. */
  readonly loadWork: () => Promise<WorkPort>;
  /** What fetches and keeps the files of local models; fetched with their actions. */
  readonly loadLocalModels: () => Promise<LocalModelsPort>;
  /** Rejects only when its code cannot be fetched. */
  readonly probeDevice: () => Promise<DeviceReport>;
  /** Never throws. */
  readonly browserModel: () => Promise<BrowserModelAvailability>;
  /** Has the browser fetch its model: straight from a press of a button. Throws a ModelError. */
  readonly prepareBrowserModel: (onProgress: (progress: number) => void) => Promise<void>;
  readonly appShell: AppShell;
  /** What reads images off the page's thread; fetched with the first image. */
  readonly loadImages: () => Promise<ImagesPort>;
  /** A file that lies beside the page, by its path from there. Rejects when it is not to be had. */
  readonly fetchFile: (path: string) => Promise<Blob>;
  /** Runs the work unless another tab does work of the same name; false when it was left for that reason. */
  readonly withLock: (name: string, work: () => Promise<void>) => Promise<boolean>;
  readonly setTimer: SetTimer;
  readonly newId: NewId;
  readonly now: Now;
}

/** What every group of actions works with. */
export interface ActionContext {
  readonly deps: StudioDeps;
  readonly get: () => StudioState;
  readonly set: (partial: Partial<StudioState>) => void;
  readonly setAlign: (change: Partial<AlignState>) => void;
  /** Replaces the open project and schedules its save. */
  readonly setProject: (change: (project: Project) => Project) => void;
  /** Shows another project; what is running for the present one is stopped first. */
  readonly openStored: (stored: StoredProject) => void;
  /** What is unsaved of this project, which is not open, is kept elsewhere or not wanted. */
  readonly letGo: (id: string) => void;
  readonly flush: () => Promise<void>;
  readonly overwriteStored: () => Promise<void>;
  /** The open project is no longer stored. */
  readonly projectLost: () => void;
  readonly work: Work;
  readonly notify: (notice: Omit<Notice, 'id'>) => void;
}
