import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { columnsOf, dataFile, datasetInfo } from './data-files';
import { defaultExportSettings, type ExportFormat, type ExportSettings, exportFormats } from './export-settings';
import { formatAfter, formatOf, formatsFor, formOf } from './formats';
import { needsOf, problemsOf } from './problems-of';
import { promptKeyOf } from './split';
import type { TrainingExample } from './training-example';

function fixture(name: string): string {
  return readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');
}

interface MuseumPair {
  readonly prompt: string;
  readonly chosen: string;
  readonly rejected: string;
}

/** What all fixtures say. */
const museum = fixture('trl-preference-text.jsonl')
  .trim()
  .split('\n')
  .map((line): MuseumPair => JSON.parse(line));

const systemMessage =
  'You answer at the desk of a small museum. Keep to what the museum shows, and say when you do not know.';

function examplesFor(kind: TrainingExample['kind'], pairs: readonly MuseumPair[] = museum): readonly TrainingExample[] {
  return pairs.flatMap((pair, at) => examplesOfPair(kind, pair, String(at + 1)));
}

function examplesOfPair(
  kind: TrainingExample['kind'],
  { prompt, chosen, rejected }: MuseumPair,
  id: string,
): readonly TrainingExample[] {
  const turns = [{ role: 'user', text: prompt }] as const;
  const fields = { promptKey: promptKeyOf(turns), id, turns, systemMessage, isEdited: false };
  switch (kind) {
    case 'supervised':
      return [{ ...fields, kind, completion: chosen }];
    case 'preference':
      return [{ ...fields, kind, chosen, rejected }];
    case 'unpaired':
      return [
        { ...fields, kind, completion: chosen, label: true },
        { ...fields, kind, completion: rejected, label: false },
      ];
  }
}

interface Written {
  readonly as?: 'csv' | 'jsonl';
  readonly examples?: readonly TrainingExample[];
  readonly settings?: Partial<ExportSettings>;
}

function written(format: ExportFormat, given: Written = {}): string {
  const { as = 'jsonl', examples = examplesFor(formatOf(format).kind) } = given;
  const settings = { ...defaultExportSettings, format, ...given.settings };
  return [...dataFile('train', examples, { settings, as, more: columnsOf(examples, { settings, as }) }).parts].join('');
}

/** Keys in their order, without the white space between them. */
function linesOf(text: string): readonly string[] {
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.stringify(JSON.parse(line)));
}

describe('a file of data', () => {
  it.each([
    ['trl-messages', 'trl-sft-messages.jsonl', false],
    ['trl-prompt-completion', 'trl-prompt-completion.jsonl', false],
    ['trl-text', 'trl-sft-text.jsonl', false],
    ['trl-preference', 'trl-preference.jsonl', false],
    ['trl-preference-text', 'trl-preference-text.jsonl', false],
    ['trl-unpaired', 'trl-unpaired.jsonl', false],
    ['openai-sft', 'openai-sft.jsonl', true],
    ['openai-dpo', 'openai-dpo.jsonl', true],
    ['gemini-sft', 'gemini-sft.jsonl', true],
    ['gemini-preference', 'gemini-preference.jsonl', true],
  ] as const)('%s says the same as %s', (format, name, hasSystem) => {
    expect(linesOf(written(format, { settings: { systemMessage: hasSystem } }))).toEqual(linesOf(fixture(name)));
  });

  it.each([
    ['llama-factory-sft', 'llama-factory-sft.json', true],
    ['llama-factory-dpo', 'llama-factory-dpo.json', false],
  ] as const)('%s says the same as %s', (format, name, hasSystem) => {
    const ours: unknown = JSON.parse(written(format, { settings: { systemMessage: hasSystem } }));

    expect(JSON.stringify(ours)).toBe(JSON.stringify(JSON.parse(fixture(name))));
  });

  it('LLaMA-Factory comes with the entries of dataset_info.json', () => {
    const entry = (format: ExportFormat, name: string, system: boolean) => {
      const settings = { ...defaultExportSettings, format };
      const more = { score: false, edited: false, system };
      return datasetInfo(`museum_${name}`, { train: `llama-factory-${name}.json` }, { settings, more });
    };

    expect({ ...entry('llama-factory-dpo', 'dpo', false), ...entry('llama-factory-sft', 'sft', true) }).toEqual(
      JSON.parse(fixture('llama-factory-dataset_info.json')),
    );
  });

  it('the Constitutional-AI data set says the same as its fixture', () => {
    const [line = ''] = fixture('cai-conversation.jsonl').trim().split('\n');
    const row = JSON.parse(line);
    const stages = {
      answer: row.init_response,
      critiqueRequest: row.critic_prompt,
      critique: row.critic_response,
      revisionRequest: row.revision_prompt,
      revision: row.revision_response,
    };
    const examples = examplesFor('preference')
      .filter(({ id }) => id === '2')
      .map((example) => ({ ...example, stages }));

    expect(linesOf(written('constitutional-ai', { examples }))).toEqual(linesOf(line));
  });

  it('is to the byte the CSV of the ancestor', () => {
    expect(written('ancestor-dpo', { as: 'csv' })).toBe(fixture('dpo.csv'));
    expect(written('ancestor-sft', { as: 'csv' })).toBe(fixture('sft-lines-kept.csv'));
    expect(written('ancestor-sft', { as: 'csv', settings: { removeLineBreaks: true } })).toBe(fixture('sft.csv'));
  });

  it.each(exportFormats)('is a CSV and a file of JSON of %s, too', (format) => {
    const rows = Papa.parse<string[]>(written(format, { as: 'csv' }), { delimiter: ',', skipEmptyLines: true });
    const ends = formOf(format, 'jsonl').extension;
    const text = written(format);
    const objects = ends === 'json' ? JSON.parse(text) : linesOf(text);

    expect(rows.errors).toEqual([]);
    expect(rows.data).toHaveLength(examplesFor(formatOf(format).kind).length + 1);
    expect(objects).toHaveLength(examplesFor(formatOf(format).kind).length);
  });

  it('of one format has no key of another', () => {
    const keys = (format: ExportFormat) => Object.keys(JSON.parse(written(format).split('\n')[0] ?? ''));

    expect(keys('openai-sft')).toEqual(['messages']);
    expect(keys('openai-dpo')).toEqual(['input', 'preferred_output', 'non_preferred_output']);
  });
});

describe('a system message', () => {
  it('is left out, since the point is to learn it, unless it is wanted', () => {
    expect(written('openai-sft')).not.toContain('small museum');
    expect(written('openai-sft', { settings: { systemMessage: true } })).toContain('small museum');
  });

  it('of the prompt’s own file stays, after that of the constitution', () => {
    const [first] = examplesFor('supervised');
    if (first === undefined) throw new Error('expected an example');
    const turns = [{ role: 'system', text: 'It is Monday.' } as const, ...first.turns];
    const examples = [{ ...first, turns }];
    const systemOf = (text: string): unknown => JSON.parse(text).messages[0];

    expect(systemOf(written('trl-messages', { examples }))).toEqual({ role: 'system', content: 'It is Monday.' });
    expect(systemOf(written('trl-messages', { examples, settings: { systemMessage: true } }))).toEqual({
      role: 'system',
      content: `${systemMessage}\n\nIt is Monday.`,
    });
  });
});

describe('a chat template', () => {
  const [first] = examplesFor('supervised');
  const textIn = (chatTemplate: ExportSettings['chatTemplate']): unknown =>
    JSON.parse(
      written('trl-text', {
        examples: first === undefined ? [] : [first],
        settings: { chatTemplate, systemMessage: true },
      }),
    ).text;

  it('is filled with prompt and answer', () => {
    const question = 'When does the planetarium open?';
    const answer = 'At ten, from Tuesday to Sunday.';

    expect(textIn('zephyr')).toBe(
      `<|system|>\n${systemMessage}</s>\n<|user|>\n${question}</s>\n<|assistant|>\n${answer}</s>\n`,
    );
    expect(textIn('chatml')).toBe(
      `<|im_start|>system\n${systemMessage}<|im_end|>\n<|im_start|>user\n${question}<|im_end|>\n<|im_start|>assistant\n${answer}<|im_end|>\n`,
    );
    expect(textIn('llama-3')).toBe(
      `<|start_header_id|>system<|end_header_id|>\n\n${systemMessage}<|eot_id|><|start_header_id|>user<|end_header_id|>\n\n${question}<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n${answer}<|eot_id|>`,
    );
    expect(textIn('gemma')).toBe(
      `<start_of_turn>user\n${systemMessage}\n\n${question}<end_of_turn>\n<start_of_turn>model\n${answer}<end_of_turn>\n`,
    );
    expect(textIn('none')).toBe(`${systemMessage}\n\n${question}\n\n${answer}`);
  });
});

describe('any text', () => {
  const odd =
    'a\nb\r\nc\rd "e" \'f\' ,;\tg\\h \u2028i\u2029j\u0085k \u{1f995}👩‍🚀 مرحبا، كيف؟ \u202Ert\u202C =1+1 {x} <|user|> \u0000\u0001';
  const pair = { prompt: ` ${odd} `, chosen: `${odd}!`, rejected: `${odd}?` };

  it('comes back equal from a CSV parser that is not ours', () => {
    const read = (format: ExportFormat) =>
      Papa.parse<Record<string, string>>(
        written(format, { as: 'csv', examples: examplesFor(formatOf(format).kind, [pair]) }),
        {
          header: true,
          delimiter: ',',
          newline: '\r\n',
          skipEmptyLines: true,
        },
      ).data;

    expect(read('ancestor-dpo')).toEqual([pair]);
    expect(read('ancestor-sft')).toEqual([
      { text: `<|user|>\n${pair.prompt}</s>\n<|assistant|>\n${pair.chosen}</s>\n` },
    ]);
    expect(read('trl-unpaired')[0]).toEqual({ prompt: pair.prompt, completion: pair.chosen, label: 'true' });
  });

  it('line breaks survive, and a JSONL has one line an example whatever counts as a line end', () => {
    const text = written('trl-preference-text', { examples: examplesFor('preference', [pair]) });

    expect(text.split(/[\n\r\u0085\u2028\u2029]/)).toEqual([expect.any(String), '']);
    expect(JSON.parse(text)).toEqual(pair);
  });
});

describe('columns beside those that trainers read', () => {
  const [first, ...others] = examplesFor('preference');
  const scored = first?.kind === 'preference' ? [{ ...first, score: 0.83333, isEdited: true }, ...others] : [];

  it('are in all lines or in none', () => {
    const lines = written('trl-preference', { examples: scored })
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));

    expect(lines[0]).toMatchObject({ score_chosen: 0.8333, score_rejected: 0.1667, edited: true });
    expect(lines[1]).toMatchObject({ score_chosen: null, score_rejected: null, edited: false });
    expect(written('trl-preference')).not.toMatch(/score|edited/);
  });

  it('are not in forms that are read strictly', () => {
    expect(written('openai-dpo', { examples: scored })).not.toMatch(/score|edited/);
    expect(written('gemini-preference', { examples: scored })).not.toMatch(/score_|edited/);
    expect(written('ancestor-dpo', { as: 'csv', examples: scored })).not.toMatch(/score|edited/);
  });
});

describe('what a format wants', () => {
  it('is said of OpenAI below 10 examples', () => {
    const training = examplesFor('supervised');
    const ten = Array.from({ length: 10 }, () => training[0]).flatMap((example) => example ?? []);

    expect(needsOf('openai-sft')[0]).toContain('at least 10');
    expect(problemsOf('openai-sft', { training, validation: [] })[0]).toContain(
      'at least 10 examples to train with; there are 4',
    );
    expect(problemsOf('openai-sft', { training: ten, validation: [] })).toEqual([]);
    expect(problemsOf('trl-messages', { training, validation: [] })).toEqual([]);
  });

  it('is a prompt that ends with the user’s turn', () => {
    const training = examplesFor('supervised').map((example) => ({
      ...example,
      turns: [...example.turns, { role: 'model', text: 'At ten.' } as const],
    }));

    expect(problemsOf('trl-messages', { training, validation: [] })[0]).toContain('4 of 4 do not');
  });

  it('is at least one example', () => {
    expect(problemsOf('trl-messages', { training: [], validation: [] })).toEqual(['No example is left to take away.']);
  });

  it('begins with the kind of data that a run makes', () => {
    expect(formatsFor('improvement')[0]).toBe('trl-messages');
    expect(formatsFor('comparison')[0]).toBe('trl-preference');
    expect(formatsFor('revision-pair')[0]).toBe('trl-preference');
    expect(formatsFor('comparison')).not.toContain('constitutional-ai');
  });

  it('comes with a run of another kind, and stays the author’s choice in the next of that kind', () => {
    expect(formatAfter('trl-messages', { before: undefined, make: 'revision-pair' })).toBe('trl-preference');
    expect(formatAfter('gemini-sft', { before: undefined, make: 'improvement' })).toBe('gemini-sft');
    expect(formatAfter('openai-sft', { before: 'improvement', make: 'comparison' })).toBe('trl-preference');
    expect(formatAfter('openai-sft', { before: 'revision-pair', make: 'revision-pair' })).toBe('openai-sft');
  });
});
