import type { Principle } from '../src/core/constitution/principle';
import type { Turn } from '../src/core/conversation/turn';
import { practiceModel } from '../src/core/model/model-ref';
import { exportProjectJson } from '../src/core/project/export-project';
import { newProject } from '../src/core/project/new-project';
import type { Project } from '../src/core/project/project';

/** The size that the app is held to. */
export const size = { principles: 500, runs: 100, candidatesPerRun: 2 };

const at = '2026-01-02T03:04:05.000Z';
const acts = ['Use', 'Avoid', 'Name', 'Explain', 'Begin with', 'End with', 'Prefer', 'Repeat', 'Count', 'Compare'];
const kinds = ['short', 'plain', 'concrete', 'friendly', 'careful', 'recent', 'common', 'local', 'playful', 'formal'];
const things = ['verbs', 'examples', 'numbers', 'materials', 'places', 'tools', 'reasons', 'limits', 'names', 'steps'];
const values = { item: 'a jam jar', audience: 'a student' };

/** 500 principles, and 200 responses of about a hundred words. Made by the app's own builder, so that it is what the app reads today. */
export function bigProject(): Project {
  const project = newProject({
    id: 'big',
    name: 'Five hundred principles',
    at,
    prompt: {
      preamble: 'Give three creative uses for {item}. The reader is {audience}.',
      fold: null,
      principles: manyPrinciples(),
    },
    inputs: { values, sets: [] },
  });
  const turns = Array.from({ length: size.runs }, (_, run) => manyAnswers(run));
  return { ...project, turns, currentTurnId: turns.at(-1)?.id ?? null };
}

/** As the author would import it. */
export function bigProjectFile(): string {
  return exportProjectJson(bigProject());
}

/** Every one different, and like enough to real ones for the search for conflicts to have work. */
function manyPrinciples(): readonly Principle[] {
  return Array.from({ length: size.principles }, (_, index) => ({
    id: `p${index}`,
    text: `${pick(acts, index)} ${pick(kinds, index / 10)} ${pick(things, index / 100 + index)} when part ${index + 1} of the answer speaks of {item}.`,
    status: 'on',
    sources: [{ by: 'author', at }],
  }));
}

function manyAnswers(run: number): Turn {
  return {
    id: `run${run}`,
    n: run + 1,
    at,
    parentId: null,
    revisionId: null,
    input: { values, prompt: 'Give three creative uses for a jam jar. The reader is a student.', message: null },
    model: practiceModel,
    settings: {},
    candidates: Array.from({ length: size.candidatesPerRun }, (_, candidate) => ({
      id: `run${run}-${candidate}`,
      state: {
        status: 'answered',
        text: answer(run * size.candidatesPerRun + candidate),
        finish: { kind: 'stop', code: 'STOP' },
        usage: { inputTokens: 20, outputTokens: 130, thoughtTokens: 0, estimated: true },
        tookMs: 400,
      },
      feedback: [],
    })),
    chosenId: null,
  };
}

function answer(seed: number): string {
  const points = Array.from(
    { length: 6 },
    (_, point) =>
      `${point + 1}. **${pick(kinds, seed + point)} ${pick(things, seed + 2 * point)}**: ${pick(acts, point).toLowerCase()} the jar for ${pick(things, seed)} and keep ${pick(kinds, seed + 3)} ${pick(things, point)} near it.`,
  );
  return `Here is what a jam jar can do for a student.\n\n${points.join('\n')}`;
}

function pick(list: readonly string[], index: number): string {
  return list[Math.floor(index) % list.length] ?? '';
}
