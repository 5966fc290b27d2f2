import type { Journal, JournalEntry } from '../core/calls/journal';
import type { Field, Split, TestExample, TrainingExample, ValidationExample } from '../core/dataset/example';
import type { NumberedRules } from '../core/instructions/task';
import { studioTask, subjectOf } from '../core/instructions/task';
import type { DoneEvent, LanguageModel } from '../core/model/language-model';
import type { ModelRequest } from '../core/model/model-request';
import { createRandom, deriveSeed } from '../core/random';
import { scriptedModel } from './scripted-model';

/** Words that decide labels in this harness. Each row holds one of its label's words, and many others that decide nothing. */
const deciding = {
  billing: ['refund', 'invoice', 'charge', 'price', 'coupon'],
  fault: ['crash', 'freeze', 'glitch', 'timeout', 'blank'],
  praise: ['lovely', 'perfect', 'brilliant', 'smooth', 'thanks'],
} as const;
type WorldLabel = keyof typeof deciding;
export const worldLabels = ['billing', 'fault', 'praise'] as const satisfies readonly WorldLabel[];
export const worldTask = 'Tell what a note is about.';
const filler = ['the', 'note', 'came', 'today', 'after', 'lunch', 'with', 'some', 'words', 'about', 'our', 'shop'];

/** Rows on three sides, of sizes as given; the same for the same seed. */
export function worldSplit({
  training,
  validation,
  test,
  seed = 1,
}: {
  readonly training: number;
  readonly validation: number;
  readonly test: number;
  readonly seed?: number;
}): Split {
  const random = createRandom(seed);
  let row = 0;
  const next = () => {
    row += 1;
    const label = worldLabels[row % worldLabels.length] ?? 'billing';
    const words = deciding[label];
    const word = words[random.whole(words.length)] ?? words[0];
    const text = Array.from({ length: 6 }, () => filler[random.whole(filler.length)] ?? 'note');
    text.splice(random.whole(6), 0, word);
    return { id: `row-${row}`, row, fields: [{ name: 'text', text: text.join(' ') }], label };
  };
  const rows = <Side>(count: number): readonly Side[] => Array.from({ length: count }, () => next() as unknown as Side); // a split of a test's own making
  return {
    training: rows<TrainingExample>(training),
    validation: rows<ValidationExample>(validation),
    test: rows<TestExample>(test),
  };
}

/** A rule of this harness: it holds for rows with this word. */
function worldRule(word: string): string {
  return `The row speaks of "${word}".`;
}

/**
 * Answers every purpose of training by the rules of this harness: a row gets the label of the first rule whose word it holds, so that a
 * rulebook with more of the deciding words truly reads more rows rightly. Of each two proposals one helps, and one does harm or nothing.
 */
function worldAnswer(request: ModelRequest): string {
  const task = studioTask(request);
  switch (task.purpose) {
    case 'first-rule':
      return JSON.stringify({ rule: worldRule(deciding[worldLabel(task.subject.label)][0]) });
    case 'classify': {
      const { rows, labels } = task.subject;
      const readings = rows.map((row) => classify(row, labels));
      return JSON.stringify(readings.length === 1 ? readings[0] : { rows: readings });
    }
    case 'mutate-rules': {
      const { golden, row, mutations } = task.subject;
      const random = createRandom(deriveSeed(request.settings.seed ?? 0, 'world'));
      const held = deciding[worldLabel(golden)].find((word) => hasWord(row, word)) ?? 'nothing';
      const other = worldLabels[random.whole(worldLabels.length)] ?? 'billing';
      const astray = filler[random.whole(filler.length)] ?? 'note';
      const proposals = [
        { action: 'add', label: golden, rule: 0, text: worldRule(held) },
        { action: 'add', label: other, rule: 0, text: worldRule(astray) },
      ];
      return JSON.stringify({ diagnosis: `No rule knows "${held}".`, mutations: proposals.slice(0, mutations) });
    }
    default:
      throw new Error(`This harness knows nothing of ${request.purpose}.`);
  }
}

export interface WorldModel extends LanguageModel {
  readonly requests: readonly ModelRequest[];
}

/** A model of this harness. `before` is waited for before each answer, and may throw what a call would throw. */
export function worldModel(
  before: (request: ModelRequest, call: number) => Promise<void> = async () => {},
): WorldModel {
  const inner = scriptedModel({ replies: worldAnswer, ref: { provider: 'gemini', id: 'world' } });
  const requests: ModelRequest[] = [];
  return {
    ref: inner.ref,
    capabilities: { ...inner.capabilities, settings: { ...inner.capabilities.settings, logprobs: 'None here.' } },
    requests,
    async *stream(request, signal) {
      signal.throwIfAborted();
      requests.push(request);
      await before(request, requests.length);
      yield* inner.stream(request, signal);
    },
  };
}

/**
 * The same model, where it is asked for one code of several: it is sure of a label that a rule speaks for, and guesses where none does.
 * Every third guess is as sure as the others, so that being sure says something of being right, and not everything.
 */
export function worldChoiceModel(): WorldModel {
  const harness = worldModel();
  return {
    ...harness,
    ref: { provider: 'webllm', id: 'world' },
    capabilities: { ...harness.capabilities, choices: true },
    async *stream(request, signal) {
      if (request.reply.type !== 'choice') {
        yield* harness.stream(request, signal);
        return;
      }
      signal.throwIfAborted();
      (harness.requests as ModelRequest[]).push(request); // the list that `worldModel` itself fills
      yield choiceEvent(request, worldChoice(request, request.reply.options));
    },
  };
}

/** The probability of each option. */
function worldChoice(request: ModelRequest, options: readonly string[]): readonly number[] {
  const subject = subjectOf('classify', request);
  if (subject === null) throw new Error(`This harness chooses nothing for ${request.purpose}.`);
  const { labels, rows } = subject;
  const [row = []] = rows;
  const { label, rule } = classify(row, labels);
  const chosen = labels.findIndex((each) => each.label === label);
  const words = row.map(({ text }) => text).join(' ');
  const confidence = rule > 0 || words.length % 3 === 0 ? 0.75 + (words.length % 20) / 100 : 0.45;
  return options.map((_, place) => (place === chosen ? confidence : (1 - confidence) / (options.length - 1)));
}

/** The end of an answer by code. */
export function choiceEvent(request: ModelRequest, choice: readonly number[]): DoneEvent {
  if (request.reply.type !== 'choice') throw new Error('A code was not asked for.');
  const text = request.reply.options[choice.indexOf(Math.max(...choice))] ?? '';
  const usage = { inputTokens: 100, outputTokens: 1, thoughtTokens: 0, estimated: false };
  return { type: 'done', reply: { text, finish: { kind: 'stop', code: 'stop' }, usage, choice }, cached: false };
}

/** Lets those who wait go on one at a time, in an order drawn by seed, each after everything else has settled. */
export function shuffledTurns(seed: number): () => Promise<void> {
  const random = createRandom(seed);
  let waiting: (() => void)[] = [];
  let isRunning = false;
  const run = async (): Promise<void> => {
    isRunning = true;
    while (waiting.length > 0) {
      for (let turn = 0; turn < 30; turn++) await Promise.resolve();
      const chosen = random.whole(waiting.length);
      const goesOn = waiting[chosen];
      waiting = waiting.filter((_, index) => index !== chosen);
      goesOn?.();
    }
    isRunning = false;
  };
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (!isRunning) void run();
    });
}

export interface MemoryJournal extends Journal {
  readonly entries: ReadonlyMap<string, JournalEntry>;
}

export function memoryJournal(entries: Iterable<readonly [string, JournalEntry]> = []): MemoryJournal {
  const kept = new Map(entries);
  return {
    entries: kept,
    get: async (key) => kept.get(key),
    put: async (key, entry) => {
      kept.set(key, entry);
    },
  };
}

function classify(row: readonly Field[], labels: readonly NumberedRules[]): { label: string; rule: number } {
  const inOrder = labels.toSorted((a, b) => (a.label < b.label ? -1 : 1));
  for (const { label, rules } of inOrder) {
    const rule = rules.findIndex((text) => hasWord(row, /"(.*)"/.exec(text)?.[1] ?? ''));
    if (rule !== -1) return { label, rule: rule + 1 };
  }
  return { label: inOrder[0]?.label ?? '', rule: 0 };
}

function hasWord(row: readonly Field[], word: string): boolean {
  return row.some(({ text }) => text.split(' ').includes(word));
}

function worldLabel(label: string): WorldLabel {
  const known = worldLabels.find((each) => each === label);
  if (known === undefined) throw new Error(`This harness has no label ${label}.`);
  return known;
}
