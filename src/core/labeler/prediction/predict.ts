import { meaningOf } from '../../calls/failed-call';
import { finished } from '../../model/finished';
import type { LanguageModel } from '../../model/language-model';
import { ModelError } from '../../model/model-error';
import type { Rulebook } from '../rules/rulebook';
import { contentKey } from '../rules/rulebook-content';
import type { ClassifySettings } from './classifier';
import { classifyCall, classifySubject, type RowReading as Read, type Row } from './classify-request';
import type { Prediction, PredictionOutcome } from './prediction';

/** Labels rows by rulebooks, each row once by each: what a rulebook says of a row is remembered. */
export interface Predictor {
  /**
   * A prediction per row, in order, each as soon as it is there. Calls that fail are outcomes of their rows. Rejects with what ends a
   * run: `BudgetSpent`, or the signal's reason. A row is known by identity, not by its id: two files may use the same ids.
   */
  predict(rulebook: Rulebook, rows: readonly Row[]): readonly Promise<Prediction>[];
  /** What all rulebooks together have read so far: the labels of each row, once per rulebook. */
  labelsRead(): Promise<ReadonlyMap<Row, readonly string[]>>;
}

export interface PredictorDeps {
  readonly model: LanguageModel;
  readonly settings: ClassifySettings;
  readonly signal: AbortSignal;
  /** A row was asked for again, and cost nothing. */
  readonly onReused?: () => void;
  /** A reply was no answer to the question. */
  readonly onUnusable?: (why: string) => void;
}

/** What a row was read as, with its rule still by number: rulebooks of the same content may have other ids. */
type RowReading = Omit<Prediction, 'ruleId'> & { readonly rule: number };

export function createPredictor(deps: PredictorDeps): Predictor {
  const known = new Map<string, Map<Row, Promise<RowReading>>>();

  return {
    async labelsRead() {
      const labels = new Map<Row, string[]>();
      for (const readings of known.values()) {
        for (const [row, pending] of readings) {
          const { label } = await pending.catch(() => notRead('failed'));
          if (label !== null) labels.set(row, [...(labels.get(row) ?? []), label]);
        }
      }
      return labels;
    },
    predict(rulebook, rows) {
      const key = contentKey(rulebook);
      const readings = known.get(key) ?? new Map<Row, Promise<RowReading>>();
      known.set(key, readings);
      const unknown = new Set(rows.filter((row) => !readings.has(row)));
      for (const batch of batchesOf([...unknown], deps.settings.examplesPerCall)) {
        const asked = readBatch(rulebook, batch, deps);
        batch.forEach((row, index) => {
          readings.set(row, handled(forgotten(readings, row, nth(asked, index))));
        });
      }
      return rows.map((row) => {
        if (!unknown.has(row)) deps.onReused?.();
        return handled((readings.get(row) ?? missing(row)).then((reading) => predictionOf(reading, rulebook)));
      });
    },
  };
}

/** Whoever asked may have given up before the answer comes: that is no unhandled rejection. */
function handled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

/** A row that was not read for a passing reason is asked for again when it is needed again. */
async function forgotten(
  readings: Map<Row, Promise<RowReading>>,
  row: Row,
  reading: Promise<RowReading>,
): Promise<RowReading> {
  try {
    const read = await reading;
    if (read.outcome === 'failed') readings.delete(row);
    return read;
  } catch (error) {
    readings.delete(row);
    throw error;
  }
}

async function nth(asked: Promise<readonly RowReading[]>, index: number): Promise<RowReading> {
  return (await asked)[index] ?? notRead('unread');
}

/** A batch that has no answer as a whole is read row by row: one row that is blocked does not spoil the others. */
async function readBatch(
  rulebook: Rulebook,
  rows: readonly Row[],
  deps: PredictorDeps,
): Promise<readonly RowReading[]> {
  const readings = await readCall(rulebook, rows, deps);
  if (readings.ok) return readings.value;
  if (rows.length === 1) return rows.map(() => notRead(readings.outcome));
  return (await Promise.all(rows.map((row) => readBatch(rulebook, [row], deps)))).flat();
}

type CallReadings =
  | { readonly ok: true; readonly value: readonly RowReading[] }
  | { readonly ok: false; readonly outcome: PredictionOutcome };

/** A call that fails in passing is made once more: the trouble may be over by the time that it gets a place. */
async function readCall(rulebook: Rulebook, rows: readonly Row[], deps: PredictorDeps): Promise<CallReadings> {
  const subject = classifySubject(rulebook, rows, deps.settings);
  const { request, read } = classifyCall(subject, deps.settings, deps.model.capabilities);
  for (let tries = 1; ; tries++) {
    deps.signal.throwIfAborted();
    try {
      const { reply } = await finished(deps.model.stream(request, deps.signal));
      const parsed = read(reply);
      if (parsed.ok) return { ok: true, value: parsed.value.map(readingOf) };
      deps.onUnusable?.(parsed.error);
      return { ok: false, outcome: 'unread' };
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      const failure = meaningOf(error.kind);
      if (failure.meaning === 'outcome') return { ok: false, outcome: failure.outcome };
      if (tries === mostTries) return { ok: false, outcome: 'failed' };
    }
  }
}

const mostTries = 2;

function readingOf({ label, ...read }: Read): RowReading {
  return label === null ? notRead('unread') : { label, ...read, outcome: 'read' };
}

function predictionOf({ rule, ...reading }: RowReading, rulebook: Rulebook): Prediction {
  const rules = rulebook.labels.find(({ label }) => label === reading.label)?.rules ?? [];
  const followed = rules[rule - 1];
  return followed === undefined ? reading : { ...reading, ruleId: followed.id };
}

function notRead(outcome: PredictionOutcome): RowReading {
  return { label: null, outcome, rule: 0 };
}

function missing(row: Row): Promise<never> {
  return Promise.reject(new Error(`Row ${row.id} was asked for and is in no batch.`));
}

function batchesOf<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}
