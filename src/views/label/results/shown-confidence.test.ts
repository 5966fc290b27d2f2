import { describe, expect, it } from 'vitest';
import { defaultHyperparameters } from '../../../core/labeler/run/hyperparameters';
import type { LabelerRun } from '../../../core/labeler/run/labeler-run';
import { coverageAt } from '../../../core/labeler/score/coverage';
import type { ModelRef } from '../../../core/model/model-ref';
import { buildLabelerRun } from '../../../testing/labeler-fixture';
import {
  abstainWords,
  calibrationWords,
  coverageWords,
  offerWords,
  percent,
  shownConfidence,
  withoutConfidence,
} from './shown-confidence';
import type { ReadRow } from './shown-evaluation';

const row = (n: number, label: string | null, confidence?: number): ReadRow => ({
  id: `row-${n}`,
  row: n,
  fields: [],
  golden: 'a',
  inFile: 'a',
  prediction: {
    label,
    outcome: label === null ? 'unread' : 'read',
    ...(confidence === undefined ? {} : { confidence }),
  },
});

/** Seven of ten right; the three wrong ones at the least confidences but one. */
const rows = [
  ...[0.97, 0.96, 0.95, 0.94, 0.93, 0.92].map((confidence, n) => row(n, 'a', confidence)),
  row(6, 'b', 0.8),
  row(7, 'b', 0.7),
  row(8, 'a', 0.6),
  row(9, 'b', 0.5),
];

const twice = [...rows, ...rows];

describe('what is shown of confidences', () => {
  it('is nothing where no label has one', () => {
    expect(shownConfidence([row(1, 'a'), row(2, null)])).toBeNull();
  });

  it('offers the next round accuracies that some threshold reaches', () => {
    const shown = shownConfidence(twice);
    expect(shown?.offers.map(offerWords)).toEqual(['80% accuracy keeps 70% of rows', '90% accuracy keeps 60% of rows']);
    expect(shown?.offers.map(({ coverage }) => coverage.abstainBelow)).toEqual([0.8, 0.9]);
    expect(shownConfidence(twice.slice(0, 6))?.offers).toEqual([]);
  });

  it('offers nothing that is true of a few rows alone: chance makes some threshold perfect', () => {
    expect(shownConfidence(rows)?.offers).toEqual([]);
  });

  it('says what a threshold leaves, in rows', () => {
    const pairs = shownConfidence([...rows, row(10, null)])?.pairs ?? [];
    expect(coverageWords(coverageAt(pairs, 0))).toBe(
      '10 of 11 rows keep a label, accuracy 0.700 (0.40 to 0.89). 1 unread.',
    );
    expect(coverageWords(coverageAt(pairs, 0.9))).toBe(
      '6 of 11 rows keep a label, accuracy 1.000 (0.61 to 1.00). 4 held back, 1 unread.',
    );
    expect(coverageWords(coverageAt(pairs, 1))).toBe('0 of 11 rows keep a label. 10 held back, 1 unread.');
  });

  it('says how far confidence and accuracy lie apart, and to which side', () => {
    const words = (right: number, confidence: number) => {
      const shown = shownConfidence(Array.from({ length: 100 }, (_, n) => row(n, n < right ? 'a' : 'b', confidence)));
      return shown === null ? '' : calibrationWords(shown.calibration);
    };
    expect(words(70, 0.9)).toBe(
      'On 100 rows, confidence and accuracy lie 0.200 apart on average (expected calibration error). The model is surer than it is right: mean confidence 0.90, accuracy 0.70.',
    );
    expect(words(90, 0.7)).toContain('right more often than it is sure');
    expect(words(90, 0.91)).toContain('about as sure as it is right');
    // Of a hundred rows, so much may be chance.
    expect(words(70, 0.75)).toContain('about as sure as it is right');
  });

  it('rounds no share to all or nothing that is neither', () => {
    expect([0, 0.001, 0.714, 0.999, 1].map(percent)).toEqual(['0%', '1%', '71%', '99%', '100%']);
  });
});

describe('why there is no confidence', () => {
  const words = (evalModel: ModelRef, examplesPerCall: number) =>
    withoutConfidence(runWith(evalModel, examplesPerCall));

  it('is what the model says of itself', () => {
    expect(words({ provider: 'practice' }, 1)).toBe('The practice model follows rules: it has no probabilities.');
    expect(words({ provider: 'gemini', id: 'gemini-2.5-flash' }, 1)).toBe(
      'Gemini reports no probability for every label.',
    );
    expect(words({ provider: 'gemini', id: 'gemini-2.0-flash' }, 1)).toMatch(/^Gemini: .* sent no log-probabilities/);
  });

  it('is how it was asked, where the model has probabilities', () => {
    const gemma = { provider: 'webllm', id: 'gemma' } as const;
    expect(words(gemma, 5)).toBe(
      'Local: gemma tells its confidence where each row has a call of its own: set Examples per call to 1, and train again.',
    );
    expect(words(gemma, 1)).toBe('Local: gemma told no confidence for these rows.');
  });

  it('is not known of a labeler whose model nobody named', () => {
    expect(withoutConfidence({ ...runWith({ provider: 'practice' }, 1), settings: null })).toBe(
      'These labels came without a confidence.',
    );
  });
});

describe('what a threshold does to a file', () => {
  const gemma = { provider: 'webllm', id: 'gemma' } as const;
  const words = (evalModel: ModelRef, abstainBelow: number, examplesPerCall = 1) =>
    abstainWords({ ...runWith(evalModel, examplesPerCall), abstainBelow }, evalModel);

  it('is nothing where there is none', () => {
    expect(words(gemma, 0)).toBeNull();
    expect(words({ provider: 'practice' }, 0)).toBeNull();
  });

  it('is to hold back labels, where the model tells how sure it is', () => {
    expect(words(gemma, 0.8)).toBe('Rows of a file that are less sure than 0.8 are left without a label.');
  });

  it('may be nothing where the model may send no confidence', () => {
    const few = /^Rows .* left without a label\. That is for labels that come with a confidence, which .* may not send/;
    expect(words(gemma, 0.8, 5)).toMatch(few);
    expect(words({ provider: 'server', id: 'llama' }, 0.8)).toMatch(few);
  });

  it('is nothing at all, and said, where the model tells none', () => {
    expect(words({ provider: 'practice' }, 0.8)).toBe(
      'Every row keeps its label, although those less sure than 0.8 are not wanted: Practice model (built in) tells no confidence.',
    );
  });
});

function runWith(evalModel: ModelRef, examplesPerCall: number): LabelerRun {
  const run = buildLabelerRun();
  if (run.settings === null) throw new Error('Expected a run that was trained.');
  const hyperparameters = { ...defaultHyperparameters, examplesPerCall };
  return { ...run, settings: { ...run.settings, evalModel, hyperparameters } };
}
