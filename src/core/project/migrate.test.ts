import { describe, expect, it } from 'vitest';
import { blankAdherence } from '../adherence/wording-checks';
import { blankRegression } from '../cases/case';
import { blankChat } from '../conversation/chat';
import { migrate, projectSteps } from './migrate';

/** What every file of before has in it after all steps. */
const newest = {
  version: 6,
  keptPairs: [],
  mode: 'single',
  chat: blankChat,
  regression: blankRegression,
  adherence: blankAdherence,
  tuning: null,
  playground: null,
};

describe('a project of version 2 with files that were labeled', () => {
  it('has a running job where one was being labeled, and all others as they were', () => {
    const others = [
      { id: 'b', status: { status: 'paused', error: { kind: 'bad-key' } } },
      { id: 'c', status: { status: 'finished' } },
      'damaged',
    ];
    const file = { version: 2, labeler: { setup: 1, jobs: [{ id: 'a', status: { status: 'labeling' } }, ...others] } };
    expect(migrate(file, projectSteps)).toEqual({
      file: { ...newest, labeler: { setup: 1, jobs: [{ id: 'a', status: { status: 'running' } }, ...others] } },
    });
  });

  it('is handed on as it is where its labeler has another shape', () => {
    for (const labeler of [null, 5, { jobs: 'none' }, {}])
      expect(migrate({ version: 2, labeler }, projectSteps)).toEqual({ file: { ...newest, labeler } });
  });
});

it('a project of version 3 has neither bot nor conversations nor cases', () => {
  expect(migrate({ version: 3, name: 'A' }, projectSteps)).toEqual({ file: { ...newest, name: 'A' } });
});

it('a project of version 4 keeps no two principles that contradict each other, and makes no fine-tuning data', () => {
  const { keptPairs: _, tuning: _tuning, playground: _playground, ...before } = { ...newest, version: 4, name: 'A' };
  expect(migrate(before, projectSteps)).toEqual({ file: { ...newest, name: 'A' } });
});

it('a project of version 5 has not used the Playground', () => {
  const { playground: _, ...before } = { ...newest, version: 5, name: 'A' };
  expect(migrate(before, projectSteps)).toEqual({ file: { ...newest, name: 'A' } });
});
