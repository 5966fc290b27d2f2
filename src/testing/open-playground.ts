import type { Models } from '../core/model/models-port';
import type { PlaygroundPort } from '../core/playground/playground-port';
import type { CompleteRun, PlaygroundRun } from '../core/playground/playground-work';
import { err } from '../core/result';
import { playgroundOf } from '../store/playground/select-playground';
import { countingIds } from './builders';
import { memoryStorage, type OpenedStudio, openStudio, type StudioGiven } from './open-studio';
import { scriptedLabeler } from './scripted-labeler';
import { turns } from './turns';

export interface PlaygroundGiven extends Pick<StudioGiven, 'storage' | 'model' | 'newId' | 'withLock' | 'now'> {
  /** What the worker does in another way than its script, which keeps tokens and knows no rows. */
  readonly playground?: Partial<PlaygroundPort>;
  readonly models?: Partial<Models>;
}

/** A studio with its Playground, whose timers run when the test says so; tokens that are kept are there after a reload. */
export async function openPlayground(given: PlaygroundGiven = {}) {
  const { storage = memoryStorage(), playground, models, ...rest } = given;
  // Fetched at the first use otherwise, which takes more turns than a test waits for.
  await import('../store/playground/create-playground-actions');
  const timers = new Set<() => void>();
  const opened = await openStudio({
    ...rest,
    storage,
    newId: given.newId ?? countingIds('life1-'),
    ...(models && { models }),
    loadWork: async () =>
      scriptedLabeler({ table: () => err(noTable), playground: { ...keptTokens(storage), ...playground } }),
    setTimer(_ms, run) {
      timers.add(run);
      return () => void timers.delete(run);
    },
  });
  const { actions } = opened;
  return {
    ...opened,
    playground: actions.playground,
    clock: {
      /** Runs every timer that waits, and what comes of it. */
      async pass() {
        for (const run of [...timers]) {
          timers.delete(run);
          run();
        }
        await turns();
      },
    },
    /** The page as it is found after it was left and opened again. */
    async reload(next: PlaygroundGiven = {}) {
      await actions.project.flush();
      return openPlayground({ storage, newId: countingIds('life2-'), ...next });
    },
  };
}

export function runsOf(state: OpenedStudio['state']): readonly PlaygroundRun[] {
  return playgroundOf(state().project).runs;
}

export function lastCompleteRun(state: OpenedStudio['state']): CompleteRun {
  const run = runsOf(state).at(-1);
  if (run?.kind !== 'complete') throw new Error('Expected a run of Complete.');
  return run;
}

type Kept = Parameters<PlaygroundPort['keepTokens']>[0];

const noTable = { kind: 'unreadable', title: 'No file is read here.', message: 'The script has none.' } as const;

/** By the storage that they lie in: a page that is opened again finds them. */
const devices = new WeakMap<object, Map<string, Kept['kept']>>();

function keptTokens(storage: object): Pick<PlaygroundPort, 'keepTokens' | 'tokens'> {
  const kept = devices.get(storage) ?? new Map<string, Kept['kept']>();
  devices.set(storage, kept);
  const keyOf = ({ runId, place }: Pick<Kept, 'runId' | 'place'>) => `${runId}/${place}`;
  return {
    async keepTokens(request) {
      kept.set(keyOf(request), structuredClone(request.kept));
    },
    tokens: async (request) => kept.get(keyOf(request)) ?? null,
  };
}
