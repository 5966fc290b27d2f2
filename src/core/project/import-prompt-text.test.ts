import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryProject } from '../../testing/arbitrary-project';
import { buildConstitution, countingIds } from '../../testing/builders';
import { practiceModel } from '../model/model-ref';
import { composePrompt } from '../prompt/compose';
import { variableStyle, writeVariables } from '../prompt/doubled-braces';
import { parseTemplate } from '../prompt/template';
import { exportFile } from './export-project';
import { promptFromText } from './import-prompt-text';
import { newProject } from './new-project';
import type { Project } from './project';

const at = '2026-05-05T05:05:05.005Z';

function read(text: string, name = 'mine.txt'): Project {
  return promptFromText({ name, text }, { newId: countingIds(), at });
}

function projectOf(preamble: string, ...principles: readonly string[]): Project {
  const prompt = { preamble, fold: null, principles: buildConstitution(...principles) };
  return newProject({ id: 'project', name: 'Mine', at, prompt });
}

const sentBy = ({ prompt }: Project) => {
  const { variables } = parseTemplate(prompt.preamble);
  const composed = composePrompt({
    document: prompt,
    values: Object.fromEntries(variables.map((name) => [name, `<${name}>`])),
  });
  if (!composed.ok) throw new Error('a value is missing');
  return composed.value;
};

const braces = fc
  .array(
    fc.constantFrom(
      '{item}',
      '{{',
      '}}',
      '{',
      '}',
      '{{item}}',
      '$',
      'a',
      ' ',
      '\n',
      '{"a": 1}',
      '```',
      '## Principles',
    ),
    {
      maxLength: 14,
    },
  )
  .map((parts) => parts.join(''));
const principles = fc.array(
  fc
    .array(fc.constantFrom('Be', ' ', 'brief', '\n', '1. ', '*', '_', '{item}', 'Follow these principles:'), {
      maxLength: 8,
    })
    .map((parts) => parts.join('').trim())
    .filter((text) => text !== ''),
  { maxLength: 4 },
);

describe.each([
  ['prompt-text', 'single'],
  ['prompt-text', 'double'],
  ['markdown', 'single'],
  ['markdown', 'double'],
] as const)('%s with variables in the %s style', (format, variables) => {
  const write = (project: Project) => exportFile(project, { format, model: practiceModel, variables }).text;
  // A text with both ways of writing a variable, or with braces round one, does not say which is meant.
  const isClear = (project: Project) => {
    const written = writeVariables(project.prompt.preamble, variables);
    if (variables === 'single') return variableStyle(written) === 'single';
    const isAmbiguous = /\{\{\{|\}\}\}|\$\{/.test(written) || /\{\{|\}\}/.test(sentBy(project).instruction);
    return variableStyle(written) === 'double' && !isAmbiguous;
  };

  it('comes back as it was sent, and is written to the same bytes again', () => {
    fc.assert(
      fc.property(braces, principles, (preamble, texts) => {
        const project = projectOf(preamble, ...texts);
        const text = write(project);
        fc.pre(isClear(project));
        const again = { ...read(text, 'mine.md'), name: project.name };
        expect(sentBy(again).text).toBe(sentBy(project).text);
        expect(write(again)).toBe(text);
      }),
      { numRuns: 400 },
    );
  });
});

describe('a Markdown page of any project', () => {
  it('is written to the same bytes again', () => {
    fc.assert(
      fc.property(arbitraryProject(), (project) => {
        const write = (of: Project) => exportFile(of, { format: 'markdown', model: practiceModel }).text;
        const text = write(project);
        fc.pre(!text.includes('\r\n'));
        expect(write(read(text, 'page.md'))).toBe(text);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps which principles are off or folded', () => {
    const project = projectOf('Give uses for {item}.', 'Be brief.', 'Be formal.', 'Use a list:\na line each.');
    const [first, second, third] = project.prompt.principles;
    if (first === undefined || second === undefined || third === undefined) throw new Error('It has three principles.');
    const listed = [first, { ...second, status: 'off' } as const, third];
    const { text } = exportFile(
      { ...project, prompt: { ...project.prompt, principles: listed } },
      { format: 'markdown', model: practiceModel },
    );
    expect(read(text).prompt.principles.map(({ text: words, status }) => [words, status])).toEqual([
      ['Be brief.', 'on'],
      ['Be formal.', 'off'],
      ['Use a list:\na line each.', 'on'],
    ]);
  });
});

describe('a text of another origin', () => {
  it.each([
    ['a list under a heading of its own', 'Be kind.\n\n## Rules\n1. Be brief.\n'],
    [
      'the heading of ours with other lines under it',
      'Be kind.\nFollow these principles:\n1. Be brief.\n3. Be true.\n',
    ],
    ['a Markdown page', '# My prompt\n\nBe kind.\n\n## Principles\n\n- Be brief.\n'],
  ])('is the prompt to the letter: %s', (_, text) => {
    expect(read(text).prompt).toMatchObject({ preamble: text.slice(0, -1), principles: [] });
  });

  it('has its doubled braces read as variables, and single ones beside them as text', () => {
    const { prompt, inputs } = read('Write to {{ email }} as {"to": 1}.');
    expect(parseTemplate(prompt.preamble).variables).toEqual(['email']);
    expect(sentBy(read('Write to {{ email }} as {"to": 1}.')).text).toBe('Write to <email> as {"to": 1}.');
    expect(inputs.doubledBraces).toBe('variables');
  });

  it('is read with the line ends of Windows', () => {
    expect(read('Be kind.\r\n\r\nFollow these principles:\r\n1. Be brief.\r\n').prompt).toMatchObject({
      preamble: 'Be kind.',
      principles: [{ text: 'Be brief.' }],
    });
  });

  it('is named after its file', () => {
    expect(read('Hi', 'creative-uses.prompt.txt').name).toBe('creative-uses');
  });
});
