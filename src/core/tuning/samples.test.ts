import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { countingIds } from '../../testing/builders';
import { readConstitution } from './constitution/read-constitution';
import { choiceIn } from './constitution/stage-prompts';
import type { TuningConstitution } from './constitution/tuning-constitution';
import { writeConstitution } from './constitution/write-constitution';
import { tuningSamples } from './samples';

function textOf(file: string): string {
  return readFileSync(resolve(import.meta.dirname, '../../../public/samples', file), 'utf8');
}

function constitutionIn(file: string): TuningConstitution {
  const read = readConstitution(textOf(file), countingIds());
  if (!read.ok) throw new Error(read.error);
  return read.value.constitution;
}

type Row = Readonly<Record<string, string>>;

describe.each(tuningSamples)('the sample $name', ({ constitutionFile, promptsFile, promptsSize, about }) => {
  const constitution = constitutionIn(constitutionFile);
  const { data: rows, errors } = Papa.parse<Row>(textOf(promptsFile), { header: true, skipEmptyLines: true });

  it('is read with nothing to say of it but that one example has no critique', () => {
    const read = readConstitution(textOf(constitutionFile), countingIds());
    expect(read.ok && read.value.notes.map(({ kind }) => kind)).toEqual(['without-critique']);
  });

  it('has enough of everything to start from', () => {
    expect(constitution.systemMessages.answer).not.toBe('');
    expect(constitution.pairs.length).toBeGreaterThanOrEqual(5);
    expect(constitution.comparisonPrinciples.length).toBeGreaterThanOrEqual(4);
    expect(constitution.revisionExamples.length).toBeGreaterThanOrEqual(3);
    expect(constitution.comparisonExamples.length).toBeGreaterThanOrEqual(2);
  });

  it('shows its own requests in its examples', () => {
    const requests = constitution.pairs.map(({ critique, revision }) => `${critique}\n${revision}`);
    for (const { critiquePrinciple, revisionPrinciple } of constitution.revisionExamples)
      expect(requests).toContain(`${critiquePrinciple}\n${revisionPrinciple}`);
  });

  it('compares by its own principles, and lets each place win once', () => {
    const principles = constitution.comparisonPrinciples.map(({ text }) => text);
    for (const { task } of constitution.comparisonExamples) {
      expect(principles.some((principle) => task.includes(`\n\n${principle}\n(A) [[[`))).toBe(true);
      expect(task).toMatch(
        /^A human \(H\) asks an assistant \(A\):\n\nH: .*\n\n.*\n\(A\) \[\[\[.*\]\]\]\n\(B\) \[\[\[.*\]\]\]$/,
      );
    }
    const choices = constitution.comparisonExamples.map(({ selectedAnswer }) => choiceIn(selectedAnswer));
    expect(choices.toSorted()).toEqual(['A', 'B']);
  });

  it('is written as it is read', () => {
    expect(writeConstitution(constitution)).toBe(textOf(constitutionFile));
  });

  it('has 50 prompts with ids, none of them twice', () => {
    expect(errors).toEqual([]);
    expect(rows).toHaveLength(50);
    expect(about).toContain(' 50 ');
    expect(new Set(rows.map(({ id }) => id)).size).toBe(50);
    expect(new Set(rows.map(({ prompt = '' }) => prompt.toLowerCase())).size).toBe(50);
    for (const { prompt } of rows) expect(prompt).toMatch(/\p{L}/u);
    expect(Buffer.byteLength(textOf(promptsFile))).toBe(promptsSize);
  });
});

describe('the samples', () => {
  it('show a prompt of several lines, one with quotes and one with a comma', () => {
    const prompts = tuningSamples.flatMap(({ promptsFile }) =>
      Papa.parse<Row>(textOf(promptsFile), { header: true }).data.map(({ prompt = '' }) => prompt),
    );
    for (const part of ['\n', '"', ',']) expect(prompts.some((prompt) => prompt.includes(part))).toBe(true);
  });
});
