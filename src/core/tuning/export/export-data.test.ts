import { describe, expect, it } from 'vitest';
import { someInstant } from '../../../testing/builders';
import { buildMadeRow, buildTuningRun, compared, improved, userTurn } from '../../../testing/tuning-rows';
import type { MadeRow } from '../run/made-row';
import type { TuningRun } from '../run/tuning-work';
import type { ExportRequest } from '../tuning-port';
import { checkExport, type ExportFiles, exportData } from './export-data';
import { defaultExportSettings, type ExportSettings } from './export-settings';
import { promptKeyOf } from './split';
import type { TrainingExample } from './training-example';

interface Given extends Partial<Omit<ExportRequest, 'settings'>> {
  readonly settings?: Partial<ExportSettings>;
  readonly rows?: readonly MadeRow[];
}

function requestOf({ settings, rows: _, ...given }: Given): ExportRequest {
  return {
    runs: [buildTuningRun()],
    edits: {},
    lateDifference: 512,
    as: 'jsonl',
    feedback: [],
    projectName: 'Museum desk',
    ...given,
    settings: { ...defaultExportSettings, ...settings },
  };
}

/** Two pieces, so that a border lies between rows. */
function rowsOf(rows: readonly MadeRow[]) {
  return async function* (_: TuningRun) {
    yield rows.slice(0, 3);
    yield rows.slice(3);
  };
}

function exported(given: Given): Promise<ExportFiles> {
  return exportData(requestOf(given), { rows: rowsOf(given.rows ?? questions(20)), now: someInstant });
}

function questions(count: number): readonly MadeRow[] {
  return Array.from({ length: count }, (_, at) => question(at + 1));
}

function question(row: number, given: Partial<MadeRow> = {}): MadeRow {
  return buildMadeRow(improved(`Answer ${row}.`, `Better answer ${row}.`), {
    row,
    id: `m-${row}`,
    turns: [userTurn(`Question ${row}?`)],
    ...given,
  });
}

function textOf({ files }: ExportFiles, name: string): string {
  return [...(files.find((file) => file.name === name)?.parts ?? [])].join('');
}

function promptsIn(text: string): readonly string[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line).messages[0].content);
}

describe('data that is taken away', () => {
  it('is one file where nothing is kept to validate with', async () => {
    const data = await exported({ settings: { validationShare: 0 } });

    expect(data.name).toBe('museum-desk-trl-messages.jsonl');
    expect(data.files.map(({ name }) => name)).toEqual([data.name]);
    expect(promptsIn(textOf(data, data.name))).toHaveLength(20);
  });

  it('is a data card and two files where some is', async () => {
    const data = await exported({});

    expect(data.name).toBe('museum-desk-trl-messages.zip');
    expect(data.files.map(({ name }) => name)).toEqual(['README.md', 'train.jsonl', 'validation.jsonl']);
    expect([data.training, data.validation]).toEqual([18, 2]);
  });

  it('keeps the order of the prompts', async () => {
    const data = await exported({ settings: { validationShare: 0 } });

    expect(promptsIn(textOf(data, data.name))).toEqual(questions(20).map(({ row }) => `Question ${row}?`));
  });

  it('has no prompt in both splits, even if it was asked in two rows or made in two rounds', async () => {
    const twice = questions(20).flatMap((row) => [row, { ...row, row: row.row + 100 }]);
    const rows = twice.map((row) => ({ ...row, made: improved('Soon.', `At ${row.row}.`, `At ${row.row}, daily.`) }));

    const data = await exported({ rows, settings: { rounds: 'all', validationShare: 0.3 } });

    const training = new Set(promptsIn(textOf(data, 'train.jsonl')));
    const validation = new Set(promptsIn(textOf(data, 'validation.jsonl')));
    expect([...validation].filter((prompt) => training.has(prompt))).toEqual([]);
    expect([training.size, validation.size]).toEqual([14, 6]);
    expect(data.validation).toBe(6 * 4);
  });

  it('is split in the same way by the same seed, and in another by another', async () => {
    const validatedBy = async (seed: number) => {
      const run = buildTuningRun();
      return textOf(await exported({ runs: [{ ...run, settings: { ...run.settings, seed } }] }), 'validation.jsonl');
    };

    expect(await validatedBy(7)).toBe(await validatedBy(7));
    expect(await validatedBy(7)).not.toBe(await validatedBy(8));
  });

  it('leaves out what is rejected, failed or cut, and counts it', async () => {
    const failed = { kind: 'failed', stage: 'answer', error: {} as never, answers: [], rounds: [] } as const;
    const rows = [
      question(1),
      question(2),
      question(3, { made: failed }),
      question(4, { made: { ...improved('A', 'B'), answer: { text: 'A', isCut: true } } }),
      question(5, { made: null }),
    ];

    const data = await exported({ rows, edits: { run1: { 2: { isRejected: true } } } });

    expect([data.training, data.validation]).toEqual([1, 0]);
    expect(data.leftOut).toEqual({ rejected: 1, failed: 1, cut: 1, 'under-way': 1 });
  });

  it('takes every run that is shown, and leaves pairs out where answers are wanted', async () => {
    const comparison = buildTuningRun('comparison', { id: 'run2', n: 2 });
    const rows = async function* (run: TuningRun) {
      yield run.id === 'run2' ? [buildMadeRow(compared(['A.', 'B.'], ['first', 'first']))] : questions(2);
    };
    const runs = [buildTuningRun(), comparison];

    const supervised = await checkExport(requestOf({ runs }), rows);
    const preference = await checkExport(requestOf({ runs, settings: { format: 'trl-preference' } }), rows);

    expect(supervised).toMatchObject({ training: 2, validation: 0, leftOut: { pairs: 1 } });
    expect(preference).toMatchObject({ training: 3, validation: 0, leftOut: {} });
  });

  it('is looked at before it is made, with the same figures', async () => {
    const request = requestOf({ settings: { format: 'openai-sft' } });
    const sources = rowsOf(questions(9));

    const check = await checkExport(request, sources);

    const { name: _, files: __, ...data } = await exportData(request, { rows: sources, now: someInstant });
    expect(check).toEqual(data);
    expect(check.problems[0]).toContain('there are 8');
  });

  it('comes with a data card where the form has no place for what was edited', async () => {
    const edits = { run1: { 2: { chosen: 'At ten.' } } };
    const settings = { validationShare: 0 };

    const strict = await exported({ rows: questions(12), edits, settings: { ...settings, format: 'openai-sft' } });
    const open = await exported({ rows: questions(12), edits, settings });

    expect(strict.files.map(({ name }) => name)).toEqual(['README.md', 'train.jsonl']);
    expect(textOf(strict, 'README.md')).toContain('Edited by hand: 1, with the ids "m-2"');
    expect(open.files.map(({ name }) => name)).toEqual(['museum-desk-trl-messages.jsonl']);
    expect(textOf(open, open.name)).toContain('"edited":true');
  });

  it('brings the entry for LLaMA-Factory along', async () => {
    const data = await exported({ settings: { format: 'llama-factory-dpo', validationShare: 0.1 } });

    expect(data.files.map(({ name }) => name)).toEqual([
      'README.md',
      'train.json',
      'validation.json',
      'dataset_info.json',
    ]);
    const columns = { messages: 'conversations', chosen: 'chosen', rejected: 'rejected' };
    const entry = { formatting: 'sharegpt', ranking: true, columns };
    expect(JSON.parse(textOf(data, 'dataset_info.json'))).toEqual({
      museum_desk_llama_factory_dpo: { file_name: 'train.json', ...entry },
      museum_desk_llama_factory_dpo_validation: { file_name: 'validation.json', ...entry },
    });
  });
});

describe('the data card', () => {
  const card = async (given: Given = {}) => textOf(await exported(given), 'README.md');

  it('names the files of both splits, tags and the size in its front matter', async () => {
    const [, matter = ''] = (await card()).split('---\n');

    expect(matter.split('\n')).toEqual([
      'pretty_name: "Museum desk"',
      'tags:',
      '- synthetic',
      '- constitutional-ai',
      '- constitution-studio',
      '- sft',
      'size_categories:',
      '- n<1K',
      'configs:',
      '- config_name: default',
      '  data_files:',
      '  - split: train',
      '    path: train.jsonl',
      '  - split: validation',
      '    path: validation.jsonl',
      '',
    ]);
  });

  it('has front matter that strict YAML readers take, whatever characters are in the name of the project', async () => {
    const projectName = 'Desk \u007f\u0090\uffff: "😀" # א';

    const [, matter = ''] = (await card({ projectName })).split('---\n');

    const [line = ''] = matter.split('\n');
    expect(line).toBe('pretty_name: "Desk \\u007f\\u0090\\uffff: \\"😀\\" # א"');
    expect(JSON.parse(line.replace('pretty_name: ', ''))).toBe(projectName);
  });

  it('tells models, settings, seed, date, counts, flags that were left in and the whole constitution', async () => {
    const rows = questions(20).map((row) => (row.row === 3 ? { ...row, flags: ['refusal'] as const } : row));

    const text = await card({ rows, edits: { run1: { 4: { isRejected: true } } } });

    expect(text).toContain(someInstant);
    expect(text).toContain('- Answers: Practice');
    expect(text).toContain('- Seed: 42');
    expect(text).toContain('"maxTokens"');
    expect(text).toContain('| revised | 19 |');
    expect(text).toContain('- Left out: 1 rejected');
    expect(text).toContain('- Flags left in: 1 refusal');
    expect(text).toContain('"critique": "Say what is missing."');
    expect(text).toContain('"revision": "Make it shorter."');
  });

  it('fences words that hold a fence', async () => {
    const constitution = {
      ...buildTuningRun().constitution,
      pairs: [{ id: 'c1', critique: 'No ```` fences.', revision: 'Take them out.' }],
    };

    expect(await card({ runs: [buildTuningRun('improvement', { constitution })] })).toContain('`````json\n{');
  });
});

describe('what Align and Chat hold', () => {
  const turns = [userTurn('Is it free?')];
  const fields = { promptKey: promptKeyOf(turns), id: 'turn 1', turns, systemMessage: '', isEdited: false };
  const feedback: readonly TrainingExample[] = [
    { ...fields, kind: 'unpaired', completion: 'Yes.', label: true },
    { ...fields, kind: 'unpaired', completion: 'No.', label: false },
    { ...fields, kind: 'preference', chosen: 'The hall is.', rejected: 'Maybe.' },
  ];

  async function linesIn(settings: Partial<ExportSettings>): Promise<readonly unknown[]> {
    const all = { validationShare: 0, includeFeedback: true, ...settings };
    const data = await exported({ rows: [], feedback, settings: all });
    const lines = textOf(data, data.name)
      .split('\n')
      .filter((line) => line !== '');
    return lines.map((line) => {
      const { completion, chosen, messages, label } = JSON.parse(line);
      return [(completion ?? chosen ?? messages).at(-1).content, ...(label === undefined ? [] : [label])];
    });
  }

  it('goes along where it is asked for, in the kind of the data', async () => {
    expect(await linesIn({ format: 'trl-unpaired' })).toEqual([
      ['Yes.', true],
      ['No.', false],
      ['The hall is.', true],
      ['Maybe.', false],
    ]);
    expect(await linesIn({ format: 'trl-preference' })).toEqual([['The hall is.']]);
    expect(await linesIn({ format: 'trl-messages' })).toEqual([['Yes.'], ['The hall is.']]);
    expect(await linesIn({ format: 'trl-messages', includeFeedback: false })).toEqual([]);
  });
});
