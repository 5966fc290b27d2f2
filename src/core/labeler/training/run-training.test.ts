import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fakeClock } from '../../../testing/fake-clock';
import {
  type MemoryJournal,
  memoryJournal,
  shuffledTurns,
  type WorldModel,
  worldChoiceModel,
  worldLabels,
  worldModel,
  worldSplit,
  worldTask,
} from '../../../testing/labeler-harness';
import { createGate, type OperatedGate } from '../../calls/gate';
import { journaledModel } from '../../calls/journaled-model';
import type { TrainingExample } from '../../dataset/example';
import { subjectOf } from '../../instructions/task';
import { ModelError, type ModelErrorKind } from '../../model/model-error';
import { rulebookAt } from '../rules/rulebook-at';
import { contentKey } from '../rules/rulebook-content';
import { defaultHyperparameters, type Hyperparameters } from '../run/hyperparameters';
import type { LabelerRun } from '../run/labeler-run';
import type { TrainingEvent } from '../run/training-event';
import { newLabelerRun, reduceTraining } from './reduce-training';
import { runTraining, type TrainingInput } from './run-training';

const split = worldSplit({ training: 90, validation: 30, test: 30 });
const quick: Hyperparameters = { ...defaultHyperparameters, steps: 4, patience: null };

interface Given {
  readonly hyperparameters?: Partial<Hyperparameters>;
  readonly model?: WorldModel;
  readonly journal?: MemoryJournal;
  readonly gate?: OperatedGate;
  readonly signal?: AbortSignal;
  readonly concurrency?: number;
  readonly paidBy?: string;
  readonly onEvent?: (event: TrainingEvent) => void;
}

async function train(
  given: Given = {},
): Promise<{ readonly events: readonly TrainingEvent[]; readonly run: LabelerRun }> {
  const { model = worldModel(), gate = createGate(), concurrency = 16, journal, paidBy = 'run' } = given;
  const { signal = new AbortController().signal } = given;
  const asked =
    journal === undefined
      ? model
      : journaledModel(model, { journal, paidBy, hash: async (text) => text, now: () => '2026-01-01T00:00:00.000Z' });
  const events: TrainingEvent[] = [];
  let run = blankRun;
  const input = inputOf(given.hyperparameters);
  for await (const event of runTraining(input, {
    trainModel: asked,
    evalModel: asked,
    embeddings: null,
    concurrency,
    gate,
    signal,
  })) {
    events.push(event);
    run = reduceTraining(run, event);
    given.onEvent?.(event);
  }
  return { events, run };
}

function inputOf(hyperparameters: Partial<Hyperparameters> = {}): TrainingInput {
  const limits = { parallelRequests: 16, requestsPerMinute: 600 };
  return { split, task: worldTask, labels: worldLabels, hyperparameters: { ...quick, ...hyperparameters }, limits };
}

const blankRun: LabelerRun = {
  ...newLabelerRun({
    id: 'run',
    n: 1,
    at: '2026-01-01T00:00:00.000Z',
    // Nothing here looks at the settings.
    settings: undefined as never,
    estimate: null,
  }),
  settings: null,
};

const champion = (run: LabelerRun): string | null => {
  const single = run.labelers[0];
  const rulebook = single && single.championId !== null ? rulebookAt(single.checkpoints, single.championId) : null;
  return rulebook && contentKey(rulebook);
};

const scores = (run: LabelerRun): readonly number[] =>
  run.labelers[0]?.steps.map(
    ({ championId }) => run.labelers[0]?.checkpoints.find(({ id }) => id === championId)?.score?.value ?? -1,
  ) ?? [];

/** What does not depend on which answer came first. */
const told = (events: readonly TrainingEvent[]): readonly TrainingEvent[] =>
  events.filter(({ type }) => type !== 'spent' && type !== 'activity');

describe('training', () => {
  it('improves: on the validation rows it ranks by, and on test rows that it never saw', async () => {
    const { run } = await train({ hyperparameters: { steps: 8 } });
    const [before = 1, ...later] = scores(run);
    expect(before).toBeLessThan(0.6);
    expect(later.at(-1)).toBeGreaterThan(0.85);
    const right = (kind: string): number => {
      const evaluation = run.evaluations.find(({ of, split: side }) => of.kind === kind && side === 'test');
      return evaluation?.predictions.filter((each, index) => each?.label === run.rows.test[index]?.golden).length ?? 0;
    };
    expect(right('checkpoint')).toBeGreaterThan(right('untrained') + 10);
    expect(run.status).toMatchObject({ status: 'finished' });
  });

  it('does the same whichever of the calls under way ends first', async () => {
    const first = await train();
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (seed) => {
        const turn = shuffledTurns(seed);
        const again = await train({ model: worldModel(turn) });
        expect(told(again.events)).toEqual(told(first.events));
        expect(again.run.spent).toEqual(first.run.spent);
      }),
      { numRuns: 8 },
    );
  });

  it('never ends a step with a lower validation score than it began with, and changes its champion for a gain only', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.constantFrom({ kind: 'accuracy' } as const, { kind: 'macro-f1' } as const, {
          kind: 'label-f1' as const,
          label: 'fault',
        }),
        async (seed, score) => {
          const { run } = await train({ hyperparameters: { seed: seed % 1000, score, keepBest: 2 } });
          const steps = run.labelers[0]?.steps ?? [];
          scores(run).forEach((value, index, all) => {
            if (index === 0) return;
            const before = all[index - 1] ?? 1;
            expect(value).toBeGreaterThanOrEqual(before);
            if (steps[index]?.championId !== steps[index - 1]?.championId) expect(value).toBeGreaterThan(before);
          });
        },
      ),
      { numRuns: 12 },
    );
  });

  it('writes first rules and scores them when there are to be no steps', async () => {
    const { run } = await train({ hyperparameters: { steps: 0 } });
    expect(run.labelers[0]?.checkpoints).toHaveLength(1);
    expect(run.labelers[0]?.steps.map(({ step }) => step)).toEqual([0]);
    expect(run.status).toEqual({ status: 'finished', reason: 'all-steps' });
    expect(run.evaluations.map(({ of, split: side }) => [of.kind, side])).toEqual([
      ['checkpoint', 'validation'],
      ['checkpoint', 'test'],
      ['untrained', 'test'],
    ]);
  });

  it('ends early when so many steps in a row bring nothing better', async () => {
    const useless = worldModel();
    const model: WorldModel = {
      ...useless,
      async *stream(request, signal) {
        const subject = subjectOf('mutate-rules', request);
        if (subject === null) yield* useless.stream(request, signal);
        else yield* worldModel().stream({ ...request, subject: { ...subject, row: [] } }, signal);
      },
    };
    const { run } = await train({ model, hyperparameters: { steps: 9, patience: 2 } });
    expect(run.status).toEqual({ status: 'finished', reason: 'no-improvement' });
    const fruitless = scores(run).slice(-3);
    expect(new Set(fruitless).size).toBe(1);
  });

  it('looks for as many mistakes, and asks for as many mutations of each, as it is told to', async () => {
    const model = worldModel();
    const { run } = await train({ model, hyperparameters: { steps: 2, mistakesPerStep: 2, mutationsPerMistake: 1 } });
    expect(run.labelers[0]?.steps.map(({ mistakes }) => mistakes.length)).toEqual([0, 2, 2]);
    for (const request of model.requests) {
      expect(subjectOf('mutate-rules', request)?.mutations ?? 1).toBe(1);
      expect(request.settings.temperature).toBe(request.purpose === 'classify' ? 0.1 : 0.9);
    }
  });

  it('reads several rows in a call when it is told to, with the same outcome', async () => {
    const one = await train();
    const five = await train({ hyperparameters: { examplesPerCall: 5 } });
    expect(champion(five.run)).toBe(champion(one.run));
    expect(five.run.spent.calls).toBeLessThan(one.run.spent.calls / 2);
  });
});

describe('a call budget', () => {
  it.each([0, 2, 10, 60, 150, 250])(
    'of %i calls is kept, and the run ends with the best rulebook so far',
    async (callBudget) => {
      const model = worldModel();
      const { run } = await train({ model, hyperparameters: { callBudget, steps: 8 } });
      expect(model.requests.length).toBeLessThanOrEqual(callBudget);
      expect(run.status).toMatchObject({ status: 'finished', reason: 'call-budget' });
      expect(champion(run)).not.toBeNull();
      expect(run.labelers[0]?.championId).toBe(run.labelers[0]?.steps.at(-1)?.championId);
    },
  );

  it('keeps something for the test rows', async () => {
    const { run } = await train({ hyperparameters: { callBudget: 250, steps: 8 } });
    const tests = run.evaluations.filter((each) => each.split === 'test');
    expect(tests).toHaveLength(2);
    for (const { predictions } of tests) expect(predictions).not.toContain(null);
  });
});

describe('a run that goes on after its page was closed', () => {
  it('ends in the same rulebook and repeats no call, wherever its journal ends', async () => {
    const journal = memoryJournal();
    const whole = await train({ journal });
    const entries = [...journal.entries];
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: entries.length }), async (kept) => {
        const model = worldModel();
        const resumed = await train({ model, journal: memoryJournal(entries.slice(0, kept)) });
        expect(model.requests).toHaveLength(entries.length - kept);
        expect(told(resumed.events)).toEqual(told(whole.events));
        expect(resumed.run.spent).toEqual(whole.run.spent);
      }),
      { numRuns: 12 },
    );
  });

  it('leaves the run as it is while it is told what is known', async () => {
    const { events, run } = await train();
    const again = events.filter(({ type }) => type !== 'activity').reduce(reduceTraining, run);
    expect(again).toEqual(run);
  });

  it('counts what another run has paid for as reused', async () => {
    const journal = memoryJournal();
    const first = await train({ journal, paidBy: 'another' });
    const { run } = await train({ journal, paidBy: 'run' });
    expect(run.spent.calls).toBe(0);
    expect(run.spent.reused).toBe(first.run.spent.reused + first.run.spent.calls);
    expect(champion(run)).toBe(champion(first.run));
  });
});

describe('a pause', () => {
  it('finishes calls in flight, starts none, and is told once nothing is under way', async () => {
    const clock = fakeClock();
    const gate = createGate();
    const never = new AbortController().signal;
    const model = worldModel(() => clock.sleep(50, never));
    const seen: TrainingEvent[] = [];
    const done = train({ model, gate, onEvent: (event) => seen.push(event) });
    await clock.advance(120);
    const before = model.requests.length;
    gate.pause();
    expect(seen.some(({ type }) => type === 'paused')).toBe(false);
    await clock.advance(60);
    expect(seen.filter(({ type }) => type === 'paused')).toEqual([{ type: 'paused' }]);
    expect(seen.findLastIndex(({ type }) => type === 'spent')).toBeLessThan(
      seen.findIndex(({ type }) => type === 'paused'),
    );
    await clock.advance(100_000);
    expect(model.requests).toHaveLength(before);
    gate.resume();
    await clock.advance(100_000);
    expect((await done).run.status).toMatchObject({ status: 'finished' });
    expect(seen.filter(({ type }) => type === 'resumed')).toHaveLength(1);
  });

  it.each<ModelErrorKind>(['bad-key', 'rate-limited-day', 'unreachable', 'over-budget'])(
    'comes of itself when no call can go through: %s',
    async (kind) => {
      const gate = createGate();
      let isBroken = false;
      const model = worldModel(async (_request, call) => {
        if (call === 40) isBroken = true;
        if (isBroken) throw failure(kind);
      });
      const { run, events } = await train({
        model,
        gate,
        onEvent(event) {
          if (event.type !== 'paused') return;
          expect(event.error?.kind).toBe(kind);
          isBroken = false;
          gate.resume();
        },
      });
      expect(events.filter(({ type }) => type === 'paused')).toHaveLength(1);
      expect(champion(run)).toBe(champion((await train()).run));
      expect(run.faults).toEqual([]);
    },
  );

  it('comes when ten calls in a row have failed in passing', async () => {
    const gate = createGate();
    let failures = 0;
    const model = worldModel(async () => {
      failures += 1;
      if (failures > 40 && failures <= 50) throw failure('unavailable');
    });
    const { events } = await train({
      model,
      gate,
      concurrency: 1,
      onEvent: (event) => event.type === 'paused' && gate.resume(),
    });
    expect(events.filter(({ type }) => type === 'paused')).toMatchObject([{ error: { kind: 'unavailable' } }]);
  });
});

describe('calls that fail', () => {
  const kinds = ['unavailable', 'rate-limited-minute', 'prompt-blocked', 'empty', 'token-limit'] as const;

  it('a fifth of them leave a run that completes, improves, and says what happened', async () => {
    const model = worldModel(async (_request, call) => {
      if (call % 5 === 0) throw failure(kinds[(call / 5) % kinds.length] ?? 'empty');
    });
    const { run } = await train({ model, hyperparameters: { steps: 8 } });
    expect(run.status).toMatchObject({ status: 'finished' });
    expect(run.faults.map(({ kind }) => kind).toSorted()).toEqual([...kinds].toSorted());
    const values = scores(run);
    expect(values.at(-1)).toBeGreaterThan(values[0] ?? 1);
  });

  it('unreadable replies are no labels, and no mistakes', async () => {
    const inner = worldModel();
    const model: WorldModel = {
      ...inner,
      async *stream(request, signal) {
        for await (const event of inner.stream(request, signal)) {
          yield request.purpose === 'classify' && event.type === 'done'
            ? { ...event, reply: { ...event.reply, text: '{"label":"billin","rule":1}' } }
            : event;
        }
      },
    };
    const { run } = await train({ model, hyperparameters: { steps: 2 } });
    expect(run.labelers[0]?.steps.flatMap(({ mistakes }) => mistakes)).toEqual([]);
    expect(run.evaluations.flatMap(({ predictions }) => predictions).every((each) => each?.outcome === 'unread')).toBe(
      true,
    );
    expect(run.status).toEqual({ status: 'finished', reason: 'no-improvement' });
  });
});

describe('a stop', () => {
  it('throws the reason of the signal, and starts no call after it', async () => {
    const controller = new AbortController();
    const model = worldModel(async (_request, call) => {
      if (call === 50) controller.abort('stopped');
    });
    await expect(train({ model, signal: controller.signal })).rejects.toBe('stopped');
    const sent = model.requests.length;
    for (let turn = 0; turn < 500; turn++) await Promise.resolve();
    expect(model.requests).toHaveLength(sent);
  });
});

describe('time', () => {
  it('a step with 20 challengers on 100 rows takes few round trips', async () => {
    const clock = fakeClock();
    const never = new AbortController().signal;
    const large = worldSplit({ training: 300, validation: 100, test: 2 });
    const model = worldModel(() => clock.sleep(50, never));
    const ended: number[] = [];
    const hyperparameters = { ...quick, steps: 2, mistakesPerStep: 10 };
    const work = (async () => {
      const deps = {
        trainModel: model,
        evalModel: model,
        embeddings: null,
        concurrency: 64,
        gate: createGate(),
        signal: never,
      };
      for await (const event of runTraining({ ...inputOf(), split: large, hyperparameters }, deps)) {
        if (event.type === 'step') ended.push(clock.now());
      }
    })();
    await clock.advance(10_000);
    await work;
    const [, first = 0, second = 0] = ended;
    expect((second - first) / 50).toBeLessThanOrEqual(24);
  });
});

describe('test rows', () => {
  it('are shown to models for the scores alone', async () => {
    const model = worldModel();
    await train({ model });
    const texts = new Set(split.test.map(({ fields }) => fields[0]?.text));
    const known = new Set([...split.training, ...split.validation].map(({ fields }) => fields[0]?.text));
    for (const request of model.requests) {
      const subject = subjectOf('mutate-rules', request);
      if (subject === null) continue;
      const text = subject.row[0]?.text;
      expect(texts.has(text) && !known.has(text)).toBe(false);
    }
  });

  it('cannot be trained on: that does not compile', () => {
    const [row] = split.test;
    // @ts-expect-error A test row is no training row.
    const misused: TrainingExample | undefined = row;
    expect(misused).toBe(row);
  });
});

function failure(kind: ModelErrorKind): ModelError {
  return new ModelError({ kind, code: 'TEST', message: `Expected an answer, and ${kind} came. Try again.` });
}

describe('a training run whose rows are read by choice', () => {
  it('improves the rules, names none as followed, and tells how sure it is of each label', async () => {
    const model = worldChoiceModel();
    const { run } = await train({ model });
    const [labeler] = run.labelers;
    const scores = labeler?.steps.map(({ championId }) => scoreOfCheckpoint(run, championId)) ?? [];
    expect(run.status).toMatchObject({ status: 'finished' });
    expect(scores.at(-1)).toBeGreaterThan((scores[0] ?? 1) + 0.1);
    const read = run.evaluations.flatMap(({ predictions }) => predictions.filter((each) => each !== null));
    expect(read.length).toBeGreaterThan(60);
    for (const { label, confidence, ruleId } of read) {
      expect(label).not.toBeNull();
      expect(confidence).toBeGreaterThan(1 / 3);
      expect(ruleId).toBeUndefined();
    }
    const asked = model.requests.filter(({ purpose }) => purpose === 'classify');
    expect(new Set(asked.map(({ reply }) => reply.type))).toEqual(new Set(['choice']));
    const proposals = model.requests.flatMap((each) => {
      const subject = subjectOf('mutate-rules', each);
      return subject === null ? [] : [subject.followed];
    });
    expect(proposals.length).toBeGreaterThan(0);
    expect(new Set(proposals)).toEqual(new Set([null]));
  });

  it('is the same again from its journal, which keeps how probable each label was, and pays for nothing', async () => {
    const journal = memoryJournal();
    const first = await train({ model: worldChoiceModel(), journal });
    const again = worldChoiceModel();
    const { run } = await train({ model: again, journal });
    expect(again.requests).toEqual([]);
    expect(run.evaluations).toEqual(first.run.evaluations);
    expect(run.labelers).toEqual(first.run.labelers);
  });

  it('shares no answer with a run of the same model by JSON', async () => {
    const journal = memoryJournal();
    await train({ model: worldChoiceModel(), journal, hyperparameters: { steps: 0 } });
    const inLots = worldChoiceModel();
    await train({ model: inLots, journal, hyperparameters: { steps: 0, examplesPerCall: 2 } });
    expect(inLots.requests.filter(({ purpose }) => purpose === 'classify').length).toBeGreaterThanOrEqual(45);
  });
});

function scoreOfCheckpoint(run: LabelerRun, id: string): number {
  return run.labelers[0]?.checkpoints.find((each) => each.id === id)?.score?.value ?? Number.NaN;
}
