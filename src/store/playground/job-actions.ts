import type { JobProgress } from '../../core/playground/playground-port';
import type { EmbedRun, PlaygroundRun, ScoresRun } from '../../core/playground/playground-work';
import { isEmptyPrompt } from '../../core/playground/sent-prompt';
import { err, ok } from '../../core/result';
import { createJobs } from '../jobs/create-jobs';
import type { JobRoom } from '../jobs/job-room';
import { draftEmbed, draftScores, embedRequest, scoresRequest } from './job-requests';
import type { PlaygroundContext } from './playground-context';
import type { ResultLookup } from './result-lookup';

type PlaygroundJob = ScoresRun | EmbedRun;

/** Runs of many rows; one at a time goes on. Each keeps what it began with. */
export function playgroundJobs(context: PlaygroundContext, lookup: ResultLookup) {
  const { kept, shown, setShown, newHead, deps } = context;
  const jobs = createJobs(context, jobRoom(context, lookup));
  const begin = (job: PlaygroundJob, show: () => void) => {
    deps.requestPersistence();
    show();
    return job;
  };

  return {
    ...jobs,
    async startScores(kind: ScoresRun['kind']) {
      await jobs.start(() => {
        const found = kind === 'rank' ? shown().scoresFound : shown().matteredFound;
        const draft = draftScores(context, kind);
        if (kind === 'mattered' && isEmptyPrompt(draft.prompt.parts)) return null;
        const total = found.status === 'found' ? found.found.total : 0;
        return begin({ ...draft, ...newHead(draft.model), total }, () =>
          setShown({ ...(kind === 'rank' && { scores: null }) }),
        );
      });
    },
    async startEmbed() {
      await jobs.start(() => {
        const found = shown().textsFound;
        const draft = draftEmbed(context);
        const total = found.status === 'found' ? found.found.total : 0;
        return begin({ ...draft, ...newHead(draft.model), total }, () => {
          lookup.forgetVectors();
          setShown({ shown: { ...shown().shown, embed: null } });
        });
      });
    },
    /** A run of any kind. */
    async removeRun(runId: string) {
      setShown({ opened: shown().opened?.runId === runId ? null : shown().opened });
      const run = kept().runs.find(({ id }) => id === runId);
      if (run === undefined) return;
      if (isJob(run)) {
        await jobs.remove(runId);
        return;
      }
      context.setKept((work) => ({ ...work, runs: work.runs.filter(({ id }) => id !== runId) }));
      await context.flush();
      // What stays behind when this fails takes room, and is asked for by nobody.
      await context.port.playground.remove(runId).catch(() => undefined);
    },
  };
}

function isJob(run: PlaygroundRun): run is PlaygroundJob {
  return run.kind === 'rank' || run.kind === 'mattered' || run.kind === 'embed';
}

function jobRoom(context: PlaygroundContext, lookup: ResultLookup): JobRoom<PlaygroundJob> {
  const { get, set, kept, setKept, setRun, port } = context;
  return {
    kind: 'playground',
    words: { elsewhere },
    shown: () => get().jobs.playground,
    setShown: (change) => set({ jobs: { ...get().jobs, playground: { ...get().jobs.playground, ...change } } }),
    jobs: () => kept().runs.filter(isJob),
    setJobs: (change) => setKept((work) => ({ ...work, runs: withJobs(work.runs, change(work.runs.filter(isJob))) })),
    setJob(id, change) {
      const before = kept().runs.find((run) => run.id === id);
      setRun(id, isJob, (run) => ended(run, change(run), context));
      const after = kept().runs.find((run) => run.id === id);
      if (after !== undefined && after !== before && isJob(after)) lookup.jobChanged(after);
    },
    begin(run) {
      if (run.kind === 'embed') return ok((signal) => port.playground.embed(embedRequest(context, run), signal));
      if (run.kind === 'mattered' && run.expected === '') return err(nothingExpected);
      return ok((signal): AsyncIterable<JobProgress> => port.playground.score(scoresRequest(context, run), signal));
    },
    worker: port.playground,
  };
}

const nothingExpected = 'Expected a completion to score, and it is empty. Type one, and press the button again.';

const elsewhere = {
  title: 'This run goes on in another tab',
  body: 'Going on with it twice at once would pay for its calls twice. Stop it there, or wait until it is done.',
};

/** Those that are no jobs stay where they are, new ones come last. */
function withJobs(runs: readonly PlaygroundRun[], jobs: readonly PlaygroundJob[]): readonly PlaygroundRun[] {
  const byId = new Map(jobs.map((job) => [job.id, job]));
  const known = new Set(runs.map(({ id }) => id));
  const stayed = runs.flatMap((run): readonly PlaygroundRun[] => {
    if (!isJob(run)) return [run];
    const job = byId.get(run.id);
    return job === undefined ? [] : [job];
  });
  return [...stayed, ...jobs.filter(({ id }) => !known.has(id))];
}

function ended(before: PlaygroundJob, after: PlaygroundJob, { deps }: PlaygroundContext): PlaygroundJob {
  if (before.status.status === after.status.status || after.status.status !== 'finished') return after;
  return { ...after, tookMs: Math.max(0, Date.parse(deps.now()) - Date.parse(after.at)) };
}
