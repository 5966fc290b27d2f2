import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wellFormedProject } from '../../testing/malformed-files';
import { findSyntaxProblem } from '../json-syntax';
import { practiceModel } from '../model/model-ref';
import { startHistory } from '../prompt/history';
import { exportProjectJson, exportPromptJson, exportPromptText } from './export-project';
import { importFileText, importText } from './import-project';
import { migrate, projectSteps, promptSteps } from './migrate';
import { projectFileVersion } from './project-file-schema';
import { promptFileVersion } from './prompt-file-schema';

const at = '2026-05-05T05:05:05.005Z';

describe('importing the state of model-alignment', () => {
  it('takes over preamble and principles', () => {
    const { project, from, notes } = importState({
      preamble: 'Summarise {text}.',
      original_preamble: 'Summarise {text}.',
      principles: ['Be brief. ', { text: 'Be kind.' }, { principle: 'Be clear.' }, ''],
      conversations: [],
    });
    expect(from).toBe('model-alignment');
    expect(project.prompt).toEqual({
      preamble: 'Summarise {text}.',
      fold: null,
      principles: ['Be brief.', 'Be kind.', 'Be clear.'].map((text) => ({
        id: expect.any(String),
        text,
        status: 'on',
        sources: [{ by: 'import', at, from: 'model-alignment' }],
      })),
    });
    expect(project.history).toEqual({ base: project.prompt, revisions: [], head: null });
    expect(notes).toEqual(['Left out: 1 empty principle.']);
  });

  it('does not call an imported response one that ended early', () => {
    const { project } = importState({
      preamble: 'Say hello.',
      conversations: [
        [
          { is_user: true, text: 'Say hello.' },
          { is_user: false, text: 'Hello.' },
        ],
      ],
    });
    expect(project.turns[0]?.candidates[0]?.state).toMatchObject({ status: 'answered', finish: { kind: 'stop' } });
  });

  it('counts principles as folded when the preamble was rewritten', () => {
    const { project, notes } = importState({
      preamble: 'Summarise {text} briefly.',
      original_preamble: 'Summarise {text}.',
      principles: ['Be brief.'],
    });
    expect(project.prompt.fold).toEqual({ original: 'Summarise {text}.', result: 'Summarise {text} briefly.' });
    expect(project.prompt.principles[0]?.status).toBe('folded');
    expect(notes).toEqual([expect.stringContaining('count as folded')]);
  });

  it('makes a run of every prompt that got responses, and an input set of its variables', () => {
    const user = { is_user: true, text: 'Summarise A.', vars: { text: 'A' } };
    const { project, notes } = importState({
      preamble: 'Summarise {text}.',
      conversations: [
        [user, { is_user: false, text: 'One', vars: {} }],
        [
          user,
          [
            { is_user: false, text: 'Two' },
            { is_user: false, text: 'Three' },
          ],
        ],
        [{ is_user: true, text: 'Summarise B.', vars: { text: 'B' } }],
        [user, { is_user: false, text: 'Four' }, { is_user: false, text: '' }],
      ],
    });
    const texts = project.turns.map((turn) => turn.candidates.map(({ state }) => ('text' in state ? state.text : '')));
    expect(texts).toEqual([['One'], ['Two', 'Three'], ['Four']]);
    expect(project.turns.map(({ n, input }) => [n, input.prompt, input.values])).toEqual([
      [1, 'Summarise A.', { text: 'A' }],
      [2, 'Summarise A.', { text: 'A' }],
      [3, 'Summarise A.', { text: 'A' }],
    ]);
    expect(project.currentTurnId).toBe(project.turns[2]?.id);
    expect(project.inputs.sets.map((set) => set.values)).toEqual([{ text: 'A' }, { text: 'B' }]);
    expect(notes).toEqual([
      expect.stringContaining('does not say which model'),
      'Left out: 1 turn beyond the first prompt and its responses.',
    ]);
  });

  it('names fields that it does not know', () => {
    const { notes } = importState({ preamble: 'Hi', principles: null, mood: 'good' });
    expect(notes).toEqual(['Left out, because unknown: mood.']);
  });

  it('makes a project that can be exported and imported', () => {
    const { project } = importState({
      preamble: 'Hi {name}',
      principles: ['Be brief.'],
      conversations: [
        [
          { is_user: true, text: 'Hi A', vars: { name: 'A' } },
          { is_user: false, text: 'Hello' },
        ],
      ],
    });
    const text = exportProjectJson(project);
    const read = importText(text, { newId: () => 'again', at });
    expect(read).toMatchObject({ ok: true, value: { project: { ...project, id: 'again' } } });
  });
});

describe('importing', () => {
  it('gives the project a new id and keeps the ids inside', () => {
    const read = importText(exportProjectJson(wellFormedProject()), { newId: () => 'new', at });
    expect(read).toEqual({
      ok: true,
      value: { project: { ...wellFormedProject(), id: 'new' }, from: 'project', notes: [] },
    });
  });

  it('lists at most five problems and counts the rest', () => {
    const read = importText('{"kind": "constitution-studio/project", "version": 1}', { newId: () => 'new', at });
    expect(read.ok ? [] : read.error.problems).toHaveLength(6);
  });

  it('answers any text with a value, never with an exception', () => {
    const text = exportProjectJson(wellFormedProject());
    fc.assert(
      fc.property(fc.nat({ max: text.length }), fc.nat({ max: 20 }), fc.string(), (from, length, between) => {
        const spoiled = text.slice(0, from) + between + text.slice(from + length);
        const read = importText(spoiled, { newId: () => 'new', at });
        if (read.ok) expect(exportProjectJson(read.value.project)).toBeTypeOf('string');
        else expect(read.error.problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });

  it('is not thrown by depth', () => {
    const read = importText(
      `{"kind": "constitution-studio/project", "version": 1, "runs": ${'['.repeat(5000)}${']'.repeat(5000)}}`,
      { newId: () => 'new', at },
    );
    expect(read.ok).toBe(false);
    expect(importText('['.repeat(100_000), { newId: () => 'new', at })).toMatchObject({ error: { kind: 'syntax' } });
  });
});

describe('migration', () => {
  const steps = [
    ({ title, ...rest }: Readonly<Record<string, unknown>>) => ({ ...rest, name: title, version: 2 }),
    (file: Readonly<Record<string, unknown>>) => ({ ...file, version: 3, drafts: {} }),
  ];

  it('takes every step from the version of the file to the newest', () => {
    expect(migrate({ version: 1, title: 'A' }, steps)).toEqual({ file: { version: 3, name: 'A', drafts: {} } });
    expect(migrate({ version: 2, name: 'A' }, steps)).toEqual({ file: { version: 3, name: 'A', drafts: {} } });
    expect(migrate({ version: 3, name: 'A' }, steps)).toEqual({ file: { version: 3, name: 'A' } });
  });

  it('refuses what is newer, and what has no version', () => {
    expect(migrate({ version: 4 }, steps)).toEqual({ kind: 'newer', version: 4 });
    expect(migrate({ version: 0 }, steps)).toEqual({ kind: 'no-version' });
    expect(migrate({}, steps)).toEqual({ kind: 'no-version' });
  });

  it('has a step to every version there was', () => {
    expect(projectSteps).toHaveLength(projectFileVersion - 1);
    expect(promptSteps).toHaveLength(promptFileVersion - 1);
  });
});

describe('a file with a principle that is too long', () => {
  it('is refused with where that is and what to do', () => {
    const text = JSON.stringify({ preamble: 'Hello.', principles: ['Be brief.', 'a'.repeat(12_345)] });
    expect(importText(text, { newId: () => 'id', at: '2026-03-01T10:00:00.000Z' })).toMatchObject({
      ok: false,
      error: {
        problems: expect.arrayContaining([
          'principles[1].text: A principle has at most 10,000 characters, and this has 12,345. Shorten it, or make several principles of it.',
        ]),
      },
    });
  });
});

describe('a principle that was written when there was no limit', () => {
  const long = { ...wellFormedProject() };
  const principles = long.prompt.principles.map((principle) => ({ ...principle, text: 'a'.repeat(12_345) }));
  const prompt = { ...long.prompt, principles };
  const project = { ...long, prompt, history: startHistory(prompt), turns: [], currentTurnId: null };

  it.each([
    ['Project JSON', exportProjectJson(project)],
    ['Prompt JSON', exportPromptJson(project, { model: practiceModel })],
    ['prompt text', exportPromptText(project)],
  ])('is taken back from %s as it was exported', (_format, text) => {
    const name = text.startsWith('{') ? 'a.json' : 'a.prompt.txt';
    const read = importFileText({ name, text }, { newId: () => 'new', at });
    if (!read.ok) throw new Error(read.error.problems.join('\n'));
    expect(read.value.project.prompt.principles.map((principle) => principle.text)).toEqual(['a'.repeat(12_345)]);
  });
});

describe('the place of a syntax error', () => {
  it('is found exactly when JSON.parse refuses', () => {
    const json = fc.json();
    const spoiled = fc.tuple(json, fc.nat({ max: 60 }), fc.nat({ max: 3 }), fc.string({ maxLength: 3 }));
    fc.assert(
      fc.property(
        fc.oneof(
          json,
          spoiled.map(([text, from, length, between]) => text.slice(0, from) + between + text.slice(from + length)),
          fc.stringMatching(/^[[\]{}:,"0-9.eE+tru\\ -]{0,12}$/),
        ),
        (text) => {
          expect(findSyntaxProblem(text) === null).toBe(parses(text));
        },
      ),
      { numRuns: 3000 },
    );
  });
});

function importState(state: unknown) {
  let count = 0;
  const newId = () => {
    count += 1;
    return `id-${count}`;
  };
  const read = importText(JSON.stringify(state), { newId, at });
  if (!read.ok) throw new Error([read.error.title, ...read.error.problems].join('\n'));
  return read.value;
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
