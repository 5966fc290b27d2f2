import type { DatasetRef } from '../core/dataset/dataset-ref';
import { defaultReadOptions, type TableSummary } from '../core/dataset/table';
import type { Rulebook, RuleMutation } from '../core/labeler/rules/rulebook';
import { blankLabelerWork } from '../core/labeler/run/blank-labeler-work';
import { defaultHyperparameters } from '../core/labeler/run/hyperparameters';
import type {
  Checkpoint,
  CheckpointScore,
  Evaluation,
  LabelerRun,
  LabelerWork,
  Mistake,
  Step,
  TrainedLabeler,
} from '../core/labeler/run/labeler-run';
import type { ModelRef } from '../core/model/model-ref';
import { ticketLabels, ticketPredictions, ticketRows } from './labeler-fixture-rows';

/** A project's labeler after a finished run of six steps on support tickets: five labels, two input columns. */
export function buildLabelerWork(given: Partial<LabelerWork> = {}): LabelerWork {
  const run = buildLabelerRun();
  return {
    ...blankLabelerWork,
    setup: {
      ...blankLabelerWork.setup,
      training: ticketsFile,
      mapping: ticketMapping,
      hyperparameters: ticketHyperparameters,
    },
    runs: [run],
    currentRunId: run.id,
    ...given,
  };
}

export function buildLabelerRun(given: Partial<LabelerRun> = {}): LabelerRun {
  return {
    id: 'run-3',
    n: 3,
    at: '2026-03-14T09:30:00.000Z',
    status: { status: 'finished', reason: 'no-improvement' },
    settings: {
      training: ticketsFile,
      test: null,
      mapping: ticketMapping,
      hyperparameters: ticketHyperparameters,
      trainModel: gemini,
      evalModel: gemini,
      corrections: {},
    },
    estimate: { calls: 2140, tokens: 1_800_000, seconds: 1210 },
    rows: { validation, test },
    labelers: [singleLabeler()],
    evaluations: evaluations(),
    suspects: [
      {
        ...suspectRow(),
        suggested: 'Billing',
        agreement: 0.86,
        readBy: 7,
      },
    ],
    spent: { calls: 1732, inputTokens: 1_240_000, outputTokens: 96_400, reused: 618 },
    faults: [
      { kind: 'rate-limited-minute', count: 12, message: 'The service asked for a pause of 8 s.' },
      { kind: 'answer-blocked', count: 2, message: 'The reply was blocked: SAFETY.' },
    ],
    ...given,
  };
}

const ticketHyperparameters = {
  ...defaultHyperparameters,
  steps: 12,
  mistakesPerStep: 4,
  mutationsPerMistake: 3,
  validationExamples: 120,
  truncateWords: 160,
  examplesPerCall: 5,
  score: { kind: 'macro-f1' },
} as const;

const ticketMapping = {
  labelColumn: 'team',
  inputColumns: ['subject', 'body'],
  idColumn: null,
  groupColumn: null,
  taskDescription: 'Choose the team that should read this support ticket first.',
  threshold: null,
  merged: {},
} as const;

const gemini: ModelRef = { provider: 'gemini', id: 'gemini-2.5-flash' };
const validation = ticketRows({ count: 120, first: 3 });
const test = ticketRows({ count: 100, first: 1001 });

function ticketsTable(): TableSummary {
  const rows = ticketRows({ count: 20, first: 1 });
  const blankColumn = { blank: 0, numbers: null, meanWords: 1 };
  return {
    name: 'tickets-march.csv',
    size: 312_480,
    format: { kind: 'delimited', delimiter: ',', encoding: 'utf-8' },
    columns: [
      { name: 'subject', blank: 12, values: null, numbers: null, meanWords: 3.4 },
      { name: 'body', blank: 0, values: null, numbers: null, meanWords: 41 },
      { ...blankColumn, name: 'channel', values: counts({ mail: 802, form: 301, chat: 139 }) },
      { ...blankColumn, name: 'plan', values: counts({ team: 640, free: 402, business: 200 }) },
      {
        ...blankColumn,
        name: 'team',
        values: counts({ Billing: 322, Bug: 290, 'How-to': 262, Access: 237, Cancellation: 131 }),
      },
    ],
    rowCount: 1242,
    problems: {
      count: 6,
      shown: [118, 402, 403, 611, 940, 1201].map((line, place) => ({
        line,
        reason: `Expected 5 cells, found ${place % 2 === 0 ? 4 : 6}.`,
      })),
      kept: false,
    },
    preview: rows.map(({ fields, golden }, place) => [
      ...fields.map(({ text }) => text),
      place % 3 === 0 ? 'form' : 'mail',
      place % 4 === 0 ? 'free' : 'team',
      golden,
    ]),
  };
}

const ticketsFile: DatasetRef = { id: 'dataset-1', read: defaultReadOptions, table: ticketsTable() };

function counts(given: Readonly<Record<string, number>>) {
  return Object.entries(given).map(([value, count]) => ({ value, count }));
}

const firstRules: Readonly<Record<string, readonly string[]>> = {
  Access: ['The customer cannot sign in, or has lost a second factor.'],
  Billing: ['A charge, invoice, refund or payment method is the main subject.', 'Any message that mentions a price.'],
  Bug: ['Something that worked before now fails, with or without an error text.'],
  Cancellation: ['The customer wants the contract, plan or seat to end, whatever the reason.'],
  'How-to': ['Asks how something is done and nothing has failed yet.'],
};

function firstRulebook(): Rulebook {
  return {
    task: ticketMapping.taskDescription,
    labels: ticketLabels.map((label) => ({
      label,
      rules: (firstRules[label] ?? []).map((text, place) => ({ id: ruleId(label, place + 1), text })),
    })),
  };
}

function ruleId(label: string, n: number): string {
  return `${label.toLowerCase()}-${n}`;
}

/** What each step's champion changed; null: the step brought nothing better. */
const wins: readonly (RuleMutation | null)[] = [
  add('Bug', 2, 'Slowness counts only if the customer gives a before and an after.'),
  add('Access', 2, 'A locked or merged account, even if an invoice is named.'),
  null,
  add('Cancellation', 2, 'A free trial that should not turn into a paid plan counts as a cancellation.'),
  {
    kind: 'edit',
    label: 'Cancellation',
    ruleId: ruleId('Cancellation', 1),
    was: 'The customer wants the contract, plan or seat to end, whatever the reason.',
    text: 'The customer wants the contract, plan or seat to end, even if they also ask for money back.',
  },
  { kind: 'delete', label: 'Billing', ruleId: ruleId('Billing', 2), was: 'Any message that mentions a price.' },
];
const accuracies = [0.62, 0.7, 0.74, 0.74, 0.79, 0.83, 0.86];

function add(label: string, n: number, text: string): RuleMutation {
  return { kind: 'add', label, rule: { id: ruleId(label, n), text } };
}

function singleLabeler(): TrainedLabeler {
  const checkpoints: Checkpoint[] = [
    { id: 'c0', step: 0, score: score({ step: 0 }), parentId: null, rulebook: firstRulebook() },
  ];
  const steps: Step[] = [{ ...emptyStep, step: 0, championId: 'c0', beamIds: ['c0'] }];
  let champion = 'c0';
  wins.forEach((mutation, place) => {
    const step = place + 1;
    const mistakes = validation.slice(step * 4, step * 4 + 4).map((row): Mistake => mistakeOf(row, champion));
    const rivals = [1, 2].map(
      (n): Checkpoint => ({
        id: `c${step}-rival-${n}`,
        step,
        parentId: champion,
        mutation: add('How-to', 1 + step * 2 + n, `A question that names no fault, case ${step} ${n}.`),
        because: mistakes[n] ?? null,
        score: score({ step: place, lower: n * 0.03, dropped: n === 2 }),
      }),
    );
    if (mutation !== null) {
      const because = mistakes[0] ?? null;
      checkpoints.push({ id: `c${step}`, step, parentId: champion, mutation, because, score: score({ step }) });
      champion = `c${step}`;
    }
    checkpoints.push(...rivals);
    const rivalIds = rivals.map(({ id }) => id);
    const reason = { kind: 'quotes-row', shared: 'trial ends on Friday' } as const;
    steps.push({
      step,
      mistakes,
      read: 40,
      unread: step === 2 ? 1 : 0,
      challengerIds: mutation === null ? rivalIds : [champion, ...rivalIds],
      rejected: step === 4 ? [{ text: 'The trial ends on Friday.', label: 'Cancellation', row: 903, reason }] : [],
      championId: champion,
      beamIds: [champion],
    });
  });
  const last = steps.at(-1);
  return {
    key: 'single',
    region: null,
    checkpoints,
    steps,
    latest: { step: 6, mistakes: last?.mistakes ?? [], rejected: [] },
    championId: champion,
    currentId: champion,
  };
}

const emptyStep = { mistakes: [], read: 0, unread: 0, challengerIds: [], rejected: [] };

function mistakeOf(row: (typeof validation)[number], checkpointId: string): Mistake {
  return {
    row: row.row,
    exampleId: row.id,
    fields: row.fields,
    golden: row.golden,
    predicted: row.golden === 'Billing' ? 'Bug' : 'Billing',
    ruleId: ruleId('Billing', 1),
    checkpointId,
    diagnosis: 'The rule goes by the word “charged” and not by what the customer wants.',
  };
}

interface ScoreOf {
  readonly step: number;
  readonly lower?: number;
  readonly dropped?: boolean;
}

function score({ step, lower = 0, dropped = false }: ScoreOf): CheckpointScore {
  const read = dropped ? 48 : validation.length;
  const predictions = ticketPredictions(validation, (accuracies[step] ?? 0) - lower).slice(0, read);
  const correct = predictions.filter(({ label }, place) => label === validation[place]?.golden).length;
  const value = correct / read;
  const half = 1.96 * Math.sqrt((value * (1 - value)) / read);
  return {
    value,
    low: Math.max(0, value - half),
    high: Math.min(1, value + half),
    read,
    correct,
    fixed: dropped ? 1 : 5,
    broken: dropped ? 3 : 1,
    dropped,
  };
}

function evaluations(): readonly Evaluation[] {
  const champions = accuracies.flatMap((accuracy, step): readonly Evaluation[] =>
    step > 0 && wins[step - 1] === null
      ? []
      : [
          {
            of: { kind: 'checkpoint', labeler: 'single', checkpointId: `c${step}` },
            split: 'validation',
            predictions: ticketPredictions(validation, accuracy),
          },
        ],
  );
  return [
    ...champions,
    {
      of: { kind: 'checkpoint', labeler: 'single', checkpointId: 'c6' },
      split: 'test',
      predictions: ticketPredictions(test, 0.85),
    },
    { of: { kind: 'untrained' }, split: 'test', predictions: ticketPredictions(test, 0.6) },
  ];
}

function suspectRow() {
  const row = validation.find(({ golden }) => golden === 'Access') ?? validation[0];
  if (row === undefined) throw new Error('Expected rows.');
  return row;
}
