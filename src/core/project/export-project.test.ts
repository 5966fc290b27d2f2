import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryProject } from '../../testing/arbitrary-project';
import { wellFormedProject } from '../../testing/malformed-files';
import { canonicalJson } from '../canonical-json';
import type { Principle, Source } from '../constitution/principle';
import { practiceModel } from '../model/model-ref';
import {
  exportFile,
  exportFileName,
  exportFormats,
  exportProjectJson,
  exportPromptJson,
  exportPromptText,
} from './export-project';
import { importText } from './import-project';
import type { Project } from './project';

const at = '2026-05-05T05:05:05.005Z';
const gemini = { provider: 'gemini', id: 'gemini-flash-latest' } as const;

describe('Project JSON', () => {
  it('comes back from import as it was, but for the id, and exports to the same bytes', () => {
    fc.assert(
      fc.property(arbitraryProject(), (project) => {
        const text = exportProjectJson(project);
        const { project: read } = imported(text);
        expect(read).toEqual({ ...project, id: 'new-1' });
        expect(exportProjectJson(read)).toBe(text);
      }),
      { numRuns: 200 },
    );
  });

  it('does not depend on the order in which keys were set', () => {
    const project = wellFormedProject();
    expect(exportProjectJson(reversed(project) as Project)).toBe(exportProjectJson(project));
  });

  it('begins with what it is, and ends with a line break', () => {
    const text = exportProjectJson(wellFormedProject());
    expect(text.split('\n').slice(0, 4)).toEqual([
      '{',
      '  "$schema": "urn:constitution-studio:schema:project-v6",',
      '  "kind": "constitution-studio/project",',
      '  "version": 6,',
    ]);
    expect(text.endsWith('}\n')).toBe(true);
  });

  it('holds the fields of a project and nothing else that an object may carry', () => {
    const carried = { ...wellFormedProject(), apiKey: 'AQ.secret', settings: { key: 'AQ.secret' } };
    expect(exportProjectJson(carried)).toBe(exportProjectJson(wellFormedProject()));
    expect(exportPromptJson(carried, { model: gemini })).not.toContain('secret');
  });

  it('interrupts candidates that are still being written', () => {
    const project = wellFormedProject();
    const [turn] = project.turns;
    if (turn === undefined) throw new Error('The project has a turn.');
    const running = {
      ...project,
      turns: [
        {
          ...turn,
          candidates: [{ id: 'candidate-1', state: { status: 'streaming', text: 'So' }, feedback: [] } as const],
        },
      ],
    };
    const text = exportProjectJson(running);
    expect(imported(text).project.turns[0]?.candidates[0]?.state).toEqual({ status: 'interrupted', text: 'So' });
    expect(exportProjectJson(imported(text).project)).toBe(text);
  });
});

describe('Prompt JSON', () => {
  it('says what is needed to use the prompt', () => {
    const project = wellFormedProject();
    const file = JSON.parse(exportPromptJson(project, { model: gemini }));
    expect(file).toMatchObject({
      kind: 'constitution-studio/prompt',
      version: 1,
      name: 'Summarise for a child',
      preamble: project.prompt.preamble,
      originalPreamble: project.prompt.preamble,
      principles: [{ text: 'Explain every word that a child of nine may not know.', status: 'on' }],
      variables: [{ name: 'text', value: project.inputs.values.text }],
      model: { name: 'Gemini: gemini-flash-latest', ref: gemini },
      sampling: { temperature: 1 },
    });
    expect(file.inputSets.map((set: { name: string }) => set.name)).toEqual(['Tides', 'Bread']);
    expect(file.prompt).toMatch(/Text:\n\{text\}\n\nBe kind\.\n\nFollow these principles:\n1\. Explain every word/);
    expect(file).not.toHaveProperty('turns');
  });

  it('becomes a new project with the same prompt, inputs and settings', () => {
    fc.assert(
      fc.property(arbitraryProject(), (project) => {
        const { project: read, from } = imported(exportPromptJson(project, { model: practiceModel }));
        expect(from).toBe('prompt');
        expect(read.prompt.preamble).toBe(project.prompt.preamble);
        expect(read.prompt.principles).toEqual(project.prompt.principles.map(withoutConversation));
        expect(read.sampling).toEqual(project.sampling);
        expect(read.inputs.sets.map(({ name, values }) => ({ name, values }))).toEqual(
          project.inputs.sets.map(({ name, values }) => ({ name, values })),
        );
        expect(read.turns).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('keeps the preamble from before a fold', () => {
    const project = wellFormedProject();
    const folded = {
      ...project,
      prompt: { ...project.prompt, fold: { original: 'First', result: project.prompt.preamble } },
    };
    const { project: read, notes } = imported(exportPromptJson(folded, { model: gemini }));
    expect(read.prompt.fold).toEqual({ original: 'First', result: project.prompt.preamble });
    expect(notes).toEqual([expect.stringContaining('made with Gemini: gemini-flash-latest')]);
  });
});

describe('Prompt text', () => {
  it('is the prompt as sent, with its variables by name', () => {
    const project = wellFormedProject();
    const [principle] = project.prompt.principles;
    if (principle === undefined) throw new Error('The project has a principle.');
    const principles = [principle, { ...principle, id: 'off', text: 'Not this.', status: 'off' as const }];
    expect(exportPromptText({ ...project, prompt: { ...project.prompt, principles } })).toBe(
      'Summarise the text below for a child of nine years.\n\nText:\n{text}\n\nBe kind.\n\nFollow these principles:\n1. Explain every word that a child of nine may not know.\n',
    );
  });
});

describe('Markdown', () => {
  it('shows the prompt, and the principles with where they come from', () => {
    const project = wellFormedProject();
    const prompt = {
      preamble: 'Use ```code``` for {x}.',
      fold: null,
      principles: [
        {
          id: 'p',
          text: 'Be *brief*\nand kind.',
          status: 'off',
          sources: [
            { by: 'author', at },
            {
              by: 'feedback',
              at,
              was: 'Be long.',
              feedback: { kind: 'critique', text: 'Too long' },
              run: { id: 'r', n: 3, candidateId: 'c', candidate: 2 },
              response: 'x',
              model: gemini,
            },
          ],
        },
      ],
    } as const;
    const { text } = exportFile(
      { ...project, name: 'A_B', prompt, inputs: { values: {}, sets: [] } },
      { format: 'markdown', model: gemini },
    );
    expect(text).toBe(`# A\\_B

## Prompt

\`\`\`\`text
Use \`\`\`code\`\`\` for {x}.
\`\`\`\`

## Principles

1. Be \\*brief\\* and kind. *(off)*
   - Written by the author, 2026-05-05
   - Changed from “Be long.” by a critique of response 2 in run 3, 2026-05-05, by Gemini: gemini-flash-latest: “Too long”
`);
  });
});

describe('the name of an exported file', () => {
  it.each([
    ['Creative uses', 'creative-uses.project.json'],
    ['../../etc/passwd', 'etc-passwd.project.json'],
    ['Prüfung: 3 Fragen?', 'prüfung-3-fragen.project.json'],
    ['子供のための要約', '子供のための要約.project.json'],
    ['', 'untitled.project.json'],
    ['///', 'untitled.project.json'],
    ['CON', 'con-project.project.json'],
    ['a'.repeat(200), `${'a'.repeat(60)}.project.json`],
  ])('of %j is %j', (name, expected) => {
    expect(exportFileName(name, 'project-json')).toBe(expected);
  });

  it('tells the formats apart', () => {
    const project = wellFormedProject();
    const names = exportFormats.map((format) => exportFile(project, { format, model: gemini }).fileName);
    expect(names.map((name) => name.replace('summarise-for-a-child', ''))).toEqual([
      '.project.json',
      '.prompt.json',
      '.prompt.txt',
      '.md',
    ]);
  });
});

describe('canonical JSON', () => {
  it('means the same as JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('is the same for equal data', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonicalJson(reversed(value))).toBe(canonicalJson(value));
      }),
    );
  });
});

function imported(text: string) {
  let count = 0;
  const newId = () => {
    count += 1;
    return `new-${count}`;
  };
  const read = importText(text, { newId, at });
  if (!read.ok) throw new Error([read.error.title, ...read.error.problems].join('\n'));
  return read.value;
}

/** The same data, every object's keys set in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, field]) => [key, reversed(field)]),
  );
}

/** A prompt file is for whoever uses the prompt. */
function withoutConversation({ when: _when, sources, ...principle }: Principle) {
  return { ...principle, sources: sources.map(plainSource) };
}

function plainSource(source: Source) {
  if (source.by !== 'feedback') return source;
  const { reason: _reason, speaker: _speaker, ...plain } = source;
  return plain;
}
