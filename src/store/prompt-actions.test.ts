import { describe, expect, it } from 'vitest';
import { someInstant } from '../testing/builders';
import { openScripted, openStudio } from '../testing/open-studio';

describe('typing in the prompt', () => {
  it('is one revision while it goes on, and another after a pause', async () => {
    let time = Date.parse(someInstant);
    const { state, actions } = await openStudio({ now: () => new Date(time).toISOString() });
    for (const text of ['a', 'ab', 'abc']) {
      actions.align.setPreamble(text);
      time += 200;
    }
    time += 5000;
    actions.align.setPreamble('abcd');
    expect(state().project.history.revisions).toHaveLength(2);
    actions.align.undo();
    expect(state().project.prompt.preamble).toBe('abc');
    actions.align.undo();
    expect(state().project.prompt.preamble).toContain('Give three creative uses');
  });

  it('is never merged into a change that was not typed', async () => {
    const { state, actions } = await openScripted();
    actions.align.addPrinciple('Be brief.');
    actions.align.setPreamble(state().project.prompt.preamble);
    actions.align.setPreamble('Typed.');
    actions.align.undo();
    expect(state().project.prompt.principles).toHaveLength(1);
  });
});
