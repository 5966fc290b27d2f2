import { describe, expect, it } from 'vitest';
import { buildProject } from '../../testing/builders';
import {
  buildCompleteRun,
  buildCompletion,
  buildEmbedRun,
  buildPlaygroundWork,
  buildScoresRun,
} from '../../testing/playground-builders';
import type { PlaygroundWork } from '../playground/playground-work';
import { playgroundProblems } from './playground-integrity';
import { settleInterrupted } from './settle-interrupted';

const problemsOf = (given: Partial<PlaygroundWork>) => playgroundProblems(buildPlaygroundWork(given));
const image = { name: 'a.png', mimeType: 'image/png', data: 'AAAA', width: 1, height: 1 };

describe('the Playground of a project is whole', () => {
  it('with runs, and branches of what was completed before', () => {
    const branch = buildCompletion({ n: 2, from: { n: 1, at: 0, prefix: { text: ' a' } } });
    const runs = [buildCompleteRun({ completions: [buildCompletion(), branch] }), buildEmbedRun({ id: 'run2', n: 2 })];
    expect(problemsOf({ runs, images: { ['ab'.repeat(32)]: image } })).toEqual([]);
  });

  it('unless two runs have one id, or one number', () => {
    expect(problemsOf({ runs: [buildScoresRun(), buildEmbedRun()] })).toEqual([
      'playground.runs[1].id: "run1" is used twice.',
      'playground.runs[1].n: 1 is used twice.',
    ]);
  });

  it('unless an image is named by anything but its hash', () => {
    expect(problemsOf({ images: { cat: image } })).toEqual([
      'playground.images: expected images by their SHA-256, in 64 hexadecimal digits, got "cat".',
    ]);
  });

  it('unless a branch leaves a completion that is not before it', () => {
    const from = { n: 2, at: 0, prefix: { text: ' a' } };
    const completions = [buildCompletion({ from }), buildCompletion({ n: 2 }), buildCompletion({ n: 2 })];
    expect(problemsOf({ runs: [buildCompleteRun({ completions })] })).toEqual([
      'playground.runs[0].completions[0].from.n: there is no completion 2 before it.',
      'playground.runs[0].completions[2].n: 2 is used twice.',
    ]);
  });

  it('unless a job is further than its end, or fails more than it does', () => {
    expect(problemsOf({ runs: [buildScoresRun({ done: 3 }), buildEmbedRun({ id: 'e', n: 2, failed: 4 })] })).toEqual([
      'playground.runs[0].done: expected a whole number from 0 to 2, got 3.',
      'playground.runs[1].failed: expected a whole number from 0 to 2, got 4.',
    ]);
  });
});

it('a completion that was being written when the page went away is stopped, with its text, and a job is interrupted', () => {
  const running = buildCompletion({ outcome: { status: 'running', text: 'So far' } });
  const runs = [
    buildCompleteRun({ completions: [running] }),
    buildScoresRun({ id: 'run2', n: 2, status: { status: 'running' } }),
  ];
  const settled = settleInterrupted(buildProject({ playground: buildPlaygroundWork({ runs }) })).playground?.runs;
  expect(settled?.[0]).toMatchObject({ completions: [{ outcome: { status: 'stopped', text: 'So far' } }] });
  expect(settled?.[1]).toMatchObject({ status: { status: 'interrupted' } });
});
