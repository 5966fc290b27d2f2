import type { BrowserModelAvailability } from '../core/model/browser-model';
import type { CallRecord } from '../core/model/call-record';
import type { LastingFailures } from '../core/model/lasting-failures';
import type { ModelErrorData } from '../core/model/model-error';
import type { ModelRef } from '../core/model/model-ref';
import type { ListedModel, ModelsStatus } from '../core/model/models-port';
import type { ServiceId } from '../core/model/provider-table';
import type { Spending } from '../core/model/spending';
import type { AppShellState } from '../core/project/app-shell';
import type { DeviceSettings } from '../core/project/device-settings';
import type { Project, ProjectSummary } from '../core/project/project';
import type { SaveState } from '../core/project/saving';
import type { AlignState } from './align/align-state';
import type { ImportedConstitution, ImportedConversations, ImportedPrompt, ImportedRows } from './imported';
import type { JobsState } from './jobs/jobs-state';
import type { LabelState } from './label/label-state';
import type { LocalState } from './local/local-state';
import type { PlaygroundState } from './playground/playground-state';
import type { TuneState } from './tune/tune-state';

/** All that the screens show. Saved work is in `project` and `settings`; the rest is gone with the tab. */
export interface StudioState {
  readonly boot: Boot;
  readonly project: Project;
  readonly projects: readonly ProjectSummary[];
  readonly save: SaveState;

  readonly align: AlignState;
  readonly label: LabelState;
  readonly tune: TuneState;
  readonly playground: PlaygroundState;
  readonly jobs: JobsState;

  readonly settings: DeviceSettings;
  readonly services: Readonly<Record<ServiceId, ServiceState>>;
  /** A service's address that waits for the author's word: its key was meant for another place. */
  readonly askedAddress: AskedAddress | null;
  readonly browserModel: BrowserModel;
  readonly browserDownload: BrowserDownload;
  readonly local: LocalState;
  readonly appShell: AppShellState;
  readonly calls: readonly CallRecord[];
  /** What the next call would meet, by the last outcomes. */
  readonly failures: LastingFailures;
  readonly totals: Spending;
  readonly modelsStatus: ModelsStatus;

  readonly dialog: Dialog | null;
  readonly notices: readonly Notice[];
  /** Step of the first visit's tour; null when it is not shown. */
  readonly tourStep: number | null;
}

type Boot = { readonly status: 'loading' } | { readonly status: 'ready' };

/** What a service lists. */
export type ListedModels =
  | { readonly status: 'unknown' }
  | { readonly status: 'loading' }
  | { readonly status: 'listed'; readonly models: readonly ListedModel[] }
  | { readonly status: 'failed'; readonly error: ModelErrorData };

/** What is known of a service. */
export interface ServiceState {
  /** In memory; on the device only when asked. */
  readonly key: string;
  readonly models: ListedModels;
  readonly connection: Connection;
  /** What became of the key that was entered last. */
  readonly keyCheck: KeyCheck;
}

interface AskedAddress {
  readonly owner: ServiceId;
  readonly address: string;
}

/** Whether the browser brings a model of its own. `absent`: it knows no such thing. */
export type BrowserModel = 'unknown' | BrowserModelAvailability;

/** The browser fetches its model when somebody asks for it. `progress` 0 to 1; null before the browser tells. */
export type BrowserDownload =
  | { readonly status: 'idle' }
  | { readonly status: 'preparing'; readonly progress: number | null }
  | { readonly status: 'failed'; readonly error: ModelErrorData };

export type Connection =
  | { readonly status: 'untested' }
  | { readonly status: 'testing' }
  | { readonly status: 'answered'; readonly model: string; readonly tookMs: number }
  | { readonly status: 'failed'; readonly error: ModelErrorData };

/** A key that was entered is checked by what costs nothing, where the service allows that: its list of models. */
export type KeyCheck =
  | { readonly status: 'unchecked' }
  | { readonly status: 'checking' }
  | { readonly status: 'refused'; readonly error: ModelErrorData }
  /** `replaced`: what was chosen before, where a model of the service took its place; else null. */
  | { readonly status: 'accepted'; readonly model: string; readonly replaced: ReplacedChoice | null };

export interface ReplacedChoice {
  readonly promptModel: ModelRef;
  readonly alignmentModel: ModelRef | null;
  /** The id that the service's own field held. */
  readonly configured: string;
}

export type Dialog =
  | { readonly kind: 'export' }
  | { readonly kind: 'rename' }
  | { readonly kind: 'open-project' }
  | { readonly kind: 'open-sample' }
  | { readonly kind: 'delete-project' }
  | { readonly kind: 'call-log'; readonly callId?: string }
  | { readonly kind: 'shortcuts' }
  | { readonly kind: 'use-prompt'; readonly imported: ImportedPrompt }
  | { readonly kind: 'use-conversations'; readonly imported: ImportedConversations }
  | { readonly kind: 'use-rows'; readonly table: ImportedRows }
  | { readonly kind: 'use-constitution'; readonly imported: ImportedConstitution }
  | { readonly kind: 'why'; readonly principleId: string }
  | { readonly kind: 'compare'; readonly left: string | null; readonly right: string | null };

/** A message that needs a decision or a reading; shown until it is dismissed. */
export interface Notice {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  /** Further lines, e.g. one per problem in a file. */
  readonly details?: readonly string[];
  /** Nothing went wrong: it tells what was done, and is no alert. */
  readonly isDone?: boolean;
  /** It takes the place of earlier ones about the same: only the last of several tries still matters. */
  readonly about?: 'pairs' | 'batch' | 'labels' | 'labeler' | 'rows';
}
