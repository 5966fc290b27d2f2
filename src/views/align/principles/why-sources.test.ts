import { describe, expect, it } from 'vitest';
import { sourceSteps } from './why-sources';

const at = '2026-11-21T09:30:00.000Z';

describe('sourceSteps', () => {
  it('tells newest first which words each source found and which it left', () => {
    const steps = sourceSteps({
      id: 'p',
      text: 'Be brief and kind.',
      status: 'on',
      sources: [
        { by: 'author', at },
        { by: 'author', at, was: 'Be short.' },
        { by: 'author', at, was: 'Be brief.' },
      ],
    });
    expect(steps.map(({ before, after }) => [before, after])).toEqual([
      ['Be brief.', 'Be brief and kind.'],
      ['Be short.', 'Be brief.'],
      [null, 'Be short.'],
    ]);
  });
});
