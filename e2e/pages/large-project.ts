import type { Turn } from '../../src/core/conversation/turn';
import { practiceModel } from '../../src/core/model/model-ref';
import { newProject } from '../../src/core/project/new-project';
import type { Project } from '../../src/core/project/project';

const at = '2026-03-01T10:00:00.000Z';

/** A project that grew over months. */
export function largeProject(size: { readonly principles: number; readonly runs: number }): Project {
  const turns = upTo(size.runs).map(runNumber);
  const project = newProject({
    id: 'large',
    name: 'Large',
    at,
    prompt: {
      preamble: 'Give three uses for {item}.',
      fold: null,
      principles: upTo(size.principles).map((n) => ({
        id: `principle-${n}`,
        text: `Principle number ${n}.`,
        status: 'on',
        sources: [{ by: 'author', at }],
      })),
    },
    inputs: { values: { item: 'an old teapot' }, sets: [] },
  });
  return { ...project, turns, currentTurnId: turns.at(-1)?.id ?? null };
}

function runNumber(n: number): Turn {
  return {
    id: `run-${n}`,
    n,
    at,
    parentId: null,
    revisionId: null,
    input: {
      values: { item: 'an old teapot' },
      prompt: 'Give three uses for an old teapot.',
      message: null,
    },
    model: practiceModel,
    settings: {},
    candidates: upTo(3).map((candidate) => ({
      id: `run-${n}-candidate-${candidate}`,
      state: {
        status: 'answered',
        text: `Response of run ${n}.\n\n${'It can hold flowers, pens or rain. '.repeat(20)}`,
        finish: { kind: 'stop', code: 'STOP' },
        usage: { inputTokens: 9, outputTokens: 160, thoughtTokens: 0, estimated: true },
        tookMs: 640,
      },
      feedback: [],
    })),
    chosenId: null,
  };
}

function upTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
