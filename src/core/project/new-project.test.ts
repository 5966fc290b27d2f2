import { describe, expect, it } from 'vitest';
import { buildTurn } from '../../testing/builders';
import { buildLabelerRun, buildLabelerWork } from '../../testing/labeler-fixture';
import { buildTuningRun, buildTuningWork } from '../../testing/tuning-builders';
import type { Turn } from '../conversation/turn';
import { copyName, duplicateProject, newProject } from './new-project';
import { samples } from './samples';
import { settleInterrupted } from './settle-interrupted';

const at = '2026-03-01T10:00:00.000Z';
const later = '2026-03-02T10:00:00.000Z';

const turn = buildTurn({
  at,
  candidates: [
    { id: 'c1', state: { status: 'waiting' }, feedback: [] },
    { id: 'c2', state: { status: 'streaming', text: 'So f' }, feedback: [] },
    { id: 'c3', state: { status: 'cancelled', text: 'Stopped' }, feedback: [] },
  ],
});

describe('a new project', () => {
  it('starts its history with its prompt', () => {
    const project = newProject({ id: 'p', name: 'Empty', at });
    expect(project.history).toEqual({ base: project.prompt, revisions: [], head: null });
    expect(project).toMatchObject({
      id: 'p',
      name: 'Empty',
      createdAt: at,
      updatedAt: at,
      turns: [],
      currentTurnId: null,
    });
  });
});

describe('a duplicate', () => {
  it('keeps everything but its id, name and dates', () => {
    const project = { ...newProject({ id: 'p', name: 'One', at }), turns: [settledTurn()] };
    expect(duplicateProject(project, { id: 'q', name: 'Two', at: later })).toEqual({
      ...project,
      id: 'q',
      name: 'Two',
      createdAt: later,
      updatedAt: later,
    });
  });

  it('does not train and label what the first project is still training and labeling', () => {
    const activity = { kind: 'racing', labeler: 'single', step: 2, count: 3 } as const;
    const training = buildLabelerRun({ id: 'r1', n: 1, status: { status: 'training', activity } });
    const paused = buildLabelerRun({ id: 'r2', n: 2, status: { status: 'paused' } });
    const labeler = buildLabelerWork({ runs: [training, paused], currentRunId: 'r2' });
    const project = { ...newProject({ id: 'p', name: 'One', at }), labeler };
    const copy = duplicateProject(project, { id: 'q', name: 'Two', at: later });
    expect(copy.labeler?.runs.map(({ status }) => status.status)).toEqual(['interrupted', 'paused']);
    expect(copy.labeler?.runs[1]).toBe(paused);
  });

  it('does not make the data that the first project is still making', () => {
    const running = buildTuningRun({ id: 'r1', status: { status: 'running' }, done: 1 });
    const stopped = buildTuningRun({ id: 'r2', n: 2, status: { status: 'stopped' } });
    const tuning = buildTuningWork({ runs: [running, stopped] });
    const copy = duplicateProject(
      { ...newProject({ id: 'p', name: 'One', at }), tuning },
      { id: 'q', name: 'Two', at },
    );
    expect(copy.tuning?.runs).toEqual([{ ...running, status: { status: 'interrupted' } }, stopped]);
    expect(copy.tuning?.runs[1]).toEqual(stopped);
  });

  it('does not wait for candidates that the first project is still writing', () => {
    const copy = duplicateProject(
      { ...newProject({ id: 'p', name: 'One', at }), turns: [turn] },
      { id: 'q', name: 'Two', at: later },
    );
    expect(copy.turns[0]?.candidates.map((candidate) => candidate.state.status)).toEqual([
      'interrupted',
      'interrupted',
      'cancelled',
    ]);
  });
});

describe('the name of a copy', () => {
  it('is the first that is free', () => {
    expect(copyName('Jar', [])).toBe('Jar (copy)');
    expect(copyName('Jar', ['Jar (copy)', 'Jar (copy 2)'])).toBe('Jar (copy 3)');
  });

  it('does not pile up', () => {
    expect(copyName('Jar (copy 2)', ['Jar (copy)'])).toBe('Jar (copy 2)');
  });
});

describe('interrupted candidates', () => {
  it('keep the text that had come', () => {
    const project = { ...newProject({ id: 'p', name: 'One', at }), turns: [turn] };
    expect(settleInterrupted(project).turns[0]?.candidates.map((candidate) => candidate.state)).toEqual([
      { status: 'interrupted', text: '' },
      { status: 'interrupted', text: 'So f' },
      { status: 'cancelled', text: 'Stopped' },
    ]);
  });

  it('leave what is finished as it is', () => {
    const finished = settledTurn();
    const project = { ...newProject({ id: 'p', name: 'One', at }), turns: [finished] };
    expect(settleInterrupted(project)).toBe(project);
    expect(settleInterrupted({ ...project, turns: [finished, turn] }).turns[0]).toBe(finished);
  });
});

describe.each(samples)('the sample $name', (sample) => {
  const project = sample.build({ id: 'p', at });

  it('has a value for every variable of its prompt, in the fields and in every input set', () => {
    const names = [...project.prompt.preamble.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
    expect(names.length).toBeGreaterThan(0);
    for (const values of [project.inputs.values, ...project.inputs.sets.map((set) => set.values)]) {
      expect(Object.keys(values)).toEqual(names);
      expect(Object.values(values).every((value) => value.length > 0)).toBe(true);
    }
  });

  it('has at most one principle and no turns', () => {
    expect(project.prompt.principles.length).toBeLessThanOrEqual(1);
    expect(project.turns).toEqual([]);
  });
});

function settledTurn(): Turn {
  return { ...turn, candidates: turn.candidates.slice(2) };
}
