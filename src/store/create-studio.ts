import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Instant } from '../core/effects';
import type { CallRecord } from '../core/model/call-record';
import { afterCall, withoutService } from '../core/model/lasting-failures';
import { serviceIds } from '../core/model/provider-table';
import { nothingSpent } from '../core/model/spending';
import { blankAppShell } from '../core/project/app-shell';
import { defaultDeviceSettings } from '../core/project/device-settings';
import { newProject } from '../core/project/new-project';
import type { Project } from '../core/project/project';
import type { StoredProject } from '../core/project/repository';
import type { ProjectSaver } from '../core/project/saving';
import { settleInterrupted } from '../core/project/settle-interrupted';
import { createActions } from './actions';
import { blankAlignState } from './align/align-state';
import type { ActionContext, StudioDeps } from './context';
import { blankJobs, settledJobs } from './jobs/jobs-state';
import { blankLabelState, settledLabelState } from './label/label-state';
import { blankLocalState } from './local/local-state';
import { blankPlaygroundState, settledPlaygroundState } from './playground/playground-state';
import { blankServices } from './service-state';
import type { Studio } from './studio';
import type { StudioState } from './studio-state';
import { blankTuneState, settledTuneState } from './tune/tune-state';
import { createWork } from './work';

export type StudioStore = StoreApi<Studio>;

/** Calls kept for the call log; totals count on. */
const keptCalls = 1000;

/** The one store. It orchestrates; what is computed is computed in core. */
export function createStudio(deps: StudioDeps): StudioStore {
  let saver: ProjectSaver | null = null;
  const work = createWork();
  const left: LeftProjects = new Map();

  const store = createStore<Studio>()((set, get) => {
    const context: ActionContext = {
      deps,
      get,
      set,
      setAlign: (change) => set({ align: { ...get().align, ...change } }),
      work,
      setProject(change) {
        const project = change(get().project);
        if (project !== get().project) set({ project: touched(project, deps) });
        saver?.update(get().project);
      },
      openStored(stored) {
        void work.stop('project');
        const { id } = stored.project;
        const { project: present, save: was } = get();
        const same = id === present.id;
        const old = saver;
        if (same && was.state === 'conflict') old?.discard();
        if (!same && old !== null && (was.state === 'not-saved' || was.state === 'conflict')) {
          left.set(present.id, { project: present, changedElsewhere: was.state === 'conflict', discard: old.discard });
        }
        const unsaved = same ? undefined : left.get(id);
        left.delete(id);
        const opened = unsaved === undefined ? { project: stored.project, base: stored } : asItWasLeft(stored, unsaved);
        const onState = (save: StudioState['save']) => set({ save });
        const onLateState = (save: StudioState['save']) => {
          if (save.state === 'saved') left.delete(id);
        };
        saver = replaceSaver({ deps, old, stored: opened.base, onState, onLateState });
        const { label, tune, playground, jobs } = get();
        const shown = same
          ? {
              label: settledLabelState(label),
              tune: settledTuneState(tune),
              playground: settledPlaygroundState(playground),
              jobs: settledJobs(jobs),
            }
          : blankWork;
        set({ ...shown, project: opened.project, boot: { status: 'ready' } });
        saver.update(opened.project);
        // Its words are in the new saver's hands.
        unsaved?.discard();
        // What another tab has changed of the set-up is checked anew.
        if (same && label.check.status !== 'none') get().actions.label.open();
        if (same && tune.prompts.status !== 'none') get().actions.tune.open();
      },
      letGo(id) {
        left.get(id)?.discard();
        left.delete(id);
      },
      flush: async () => saver?.flush(),
      overwriteStored: async () => saver?.overwrite(),
      projectLost: () => saver?.lost(),
      notify(notice) {
        const { about } = notice;
        const others = get().notices.filter((other) => about === undefined || other.about !== about);
        set({ notices: [...others, { ...notice, id: deps.newId() }] });
      },
    };
    return {
      ...blankWork,
      boot: { status: 'loading' },
      project: newProject({ id: deps.newId(), name: 'Untitled', at: deps.now() }),
      projects: [],
      save: { state: 'saved', at: null },
      settings: defaultDeviceSettings,
      services: blankServices,
      askedAddress: null,
      browserModel: 'unknown',
      browserDownload: { status: 'idle' },
      local: blankLocalState,
      appShell: blankAppShell,
      calls: [],
      failures: new Map(),
      totals: nothingSpent,
      modelsStatus: { state: 'ready' },
      notices: [],
      tourStep: null,
      actions: createActions(context),
    };
  });

  listen(store, { deps, left });
  return store;
}

/** Work on one project that is not saved with it. */
const blankWork = {
  align: blankAlignState,
  label: blankLabelState,
  tune: blankTuneState,
  playground: blankPlaygroundState,
  jobs: blankJobs,
  dialog: null,
} as const;

interface LeftProject {
  readonly project: Project;
  /** Another tab has saved it since. */
  readonly changedElsewhere: boolean;
  /** Nothing of it need be kept for the next visit. */
  readonly discard: () => void;
}

/** Projects that were changed and not saved when another one was opened, by id: their words are in this tab alone. */
type LeftProjects = Map<string, LeftProject>;

/** What is stored with the unsaved words on top; where another tab has changed it since, the first save asks what to keep. */
function asItWasLeft(stored: StoredProject, { project, changedElsewhere }: LeftProject) {
  const settled = settleInterrupted(project);
  return { project: settled, base: changedElsewhere ? { project: settled, version: 0 } : stored };
}

function listen(store: StudioStore, { deps, left }: { readonly deps: StudioDeps; readonly left: LeftProjects }): void {
  const since = new Map<string, Instant>();
  store.subscribe((state, before) => {
    for (const service of serviceIds) {
      const isSame = (of: (studio: StudioState) => string) => of(state) === of(before);
      if (isSame(({ services }) => services[service].key) && isSame(({ settings }) => settings[service].address))
        continue;
      since.set(service, deps.now());
      store.setState({ failures: withoutService(store.getState().failures, service) });
    }
  });
  store.subscribe(({ project, actions }, { project: was }) => {
    const isChanged = project.id === was.id && project.prompt.principles !== was.prompt.principles;
    if (isChanged && project.regression.runsAfterChange) actions.cases.afterChange();
  });
  store.subscribe(({ settings, tune, actions }, { settings: was }) => {
    // Other models, or other limits, take other time and other quota.
    if (settings !== was && tune.prompts.status !== 'none') actions.tune.open();
  });
  store.subscribe(({ project, align, actions }, { align: was }) => {
    if (!project.adherence.checksReplies || align.activeCandidates === was.activeCandidates) return;
    const isWritten = (id: string) => was.activeCandidates.has(id) && !align.activeCandidates.has(id);
    for (const { id: turnId, candidates } of project.turns)
      for (const { id } of candidates) if (isWritten(id)) void actions.adherence.check({ turnId, candidateId: id });
  });
  // Of a training run's busy moment a hundred come at once: each drawn for itself would be a hundred renders.
  let arrived: readonly CallRecord[] = [];
  const takeIn = () => {
    const { calls, failures } = store.getState();
    const records = arrived;
    arrived = [];
    store.setState({
      calls: records.reduce(withCall, calls),
      failures: records.reduce((known, record) => afterCall(known, record, since.get(record.model.provider)), failures),
    });
  };
  deps.models.onCall((record) => {
    if (arrived.length === 0) queueMicrotask(takeIn);
    arrived = [...arrived, record];
  });
  deps.models.onTotals((totals) => store.setState({ totals }));
  deps.models.onStatus((modelsStatus) => store.setState({ modelsStatus }));
  deps.models.onEngine((engine) => store.setState({ local: { ...store.getState().local, engine } }));
  deps.appShell.onState((appShell) => store.setState({ appShell }));
  deps.repository.onChange((change) => {
    const unsaved = left.get(change.id);
    if (unsaved !== undefined) left.set(change.id, { ...unsaved, changedElsewhere: true });
    void store.getState().actions.project.foreignChange(change);
  });
  deps.device.onSettingsChange((settings) => void store.getState().actions.settings.foreignSettings(settings));
}

function touched(project: Project, deps: StudioDeps): Project {
  return { ...project, updatedAt: deps.now() };
}

interface Replace {
  readonly deps: StudioDeps;
  readonly old: ProjectSaver | null;
  readonly stored: StoredProject;
  readonly onState: (state: StudioState['save']) => void;
  /** Told when its project is no longer the open one. */
  readonly onLateState: (state: StudioState['save']) => void;
}

/** The old saver finishes on its own, and no longer speaks on the screen. */
function replaceSaver({ deps, old, stored, onState, onLateState }: Replace): ProjectSaver {
  void old?.close();
  let current = true;
  const saver = deps.createSaver(stored, (state) => {
    if (current) onState(state);
    else onLateState(state);
  });
  return {
    update: (project) => saver.update(project),
    flush: () => saver.flush(),
    overwrite: () => saver.overwrite(),
    lost: () => saver.lost(),
    close() {
      current = false;
      return saver.close();
    },
    discard() {
      current = false;
      saver.discard();
    },
  };
}

/** The newest state of a call in its place; a new call at the end. */
function withCall(calls: readonly CallRecord[], record: CallRecord): readonly CallRecord[] {
  // The newest are at the end, and those are the ones that are told of again.
  const known = calls.findLastIndex(({ id }) => id === record.id);
  return known < 0 ? [...calls, record].slice(-keptCalls) : calls.with(known, record);
}
