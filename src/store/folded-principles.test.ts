import { describe, expect, it } from 'vitest';
import { answered, openScripted } from '../testing/open-studio';
import { gate, until } from '../testing/turns';
import { documentSubject, isAligning } from './align/align-state';

const prompt = (text: string) => JSON.stringify({ prompt: text });

describe('a folded principle', () => {
  const original = 'Give three creative uses for {item}. The reader is {audience}.';
  const folded = `${original} Be brief.`;

  async function openFolded(replies: readonly string[] = []) {
    const opened = await openScripted([prompt(folded), ...replies]);
    const { state, actions } = opened;
    actions.align.setPreamble(original);
    actions.align.addPrinciple('Be brief.');
    actions.align.foldPrinciples();
    await until(() => state().project.drafts.review !== null);
    actions.align.acceptReview(folded);
    return { ...opened, id: state().project.prompt.principles[0]?.id ?? '' };
  }

  it('stays folded when it is ticked or edited in the list: it would be sent twice', async () => {
    const { state, actions, id } = await openFolded();
    actions.align.turnPrinciples([id], 'on');
    actions.align.editPrinciple(id, 'Be long.');
    expect(state().project.prompt).toMatchObject({
      preamble: folded,
      principles: [{ text: 'Be brief.', status: 'folded' }],
    });
  });

  it('comes out of the prompt in one step, which undo takes back', async () => {
    const { state, actions, id } = await openFolded();
    expect(await actions.align.takeOutOfPrompt(id)).toBe(true);
    expect(state().project.prompt).toMatchObject({ preamble: original, fold: null, principles: [{ status: 'on' }] });
    actions.align.undo();
    expect(state().project.prompt).toMatchObject({ preamble: folded, principles: [{ status: 'folded' }] });
  });

  it('comes out for review where the author has written on, and keeps their words', async () => {
    const { state, actions, id } = await openFolded();
    actions.align.setPreamble(`${folded} Use a list.`);
    expect(await actions.align.takeOutOfPrompt(id)).toBe(false);
    expect(state().project.drafts.review).toMatchObject({ kind: 'unfold', after: `${original} Use a list.` });
    actions.align.acceptReview(`${original} Use a list.`);
    await until(() => state().project.prompt.fold === null);
    expect(state().project.prompt.principles).toMatchObject([{ status: 'on' }]);
  });

  it('is said in its new words once the prompt is updated', async () => {
    const { state, actions, id } = await openFolded([prompt(`${original} Be long.`)]);
    actions.align.updateFolded(id, 'Be long.');
    await until(() => state().project.drafts.review !== null);
    actions.align.acceptReview(`${original} Be long.`);
    await until(() => state().project.prompt.preamble.endsWith('long.'));
    expect(state().project.prompt.principles).toMatchObject([
      { text: 'Be long.', status: 'folded', sources: [{ by: 'author' }, { by: 'author', was: 'Be brief.' }] },
    ]);
  });
});

describe('folding', () => {
  it('marks the folded principles, so that they are not sent twice, and can be taken back', async () => {
    const folded = 'Give three short creative uses for {item}. The reader is {audience}.';
    const { state, actions } = await openScripted([prompt(folded), 'An answer.']);
    const original = state().project.prompt.preamble;
    actions.align.addPrinciple('Be brief.');
    actions.align.foldPrinciples();
    await until(() => state().project.drafts.review !== null);
    actions.align.acceptReview(folded);
    expect(state().project.prompt).toMatchObject({ preamble: folded, principles: [{ status: 'folded' }] });
    await answered({ state, actions });
    expect(state().project.turns[0]?.input.prompt).not.toContain('Be brief.');
    actions.align.restoreOriginal();
    expect(state().project.prompt).toMatchObject({ preamble: original, fold: null, principles: [{ status: 'on' }] });
  });

  it('refuses a proposal that drops a variable, and says which', async () => {
    const { state, actions } = await openScripted([prompt('Give three uses for {item}.')]);
    actions.align.addPrinciple('Be brief.');
    actions.align.foldPrinciples();
    await until(() => !isAligning(state()));
    expect(state().align.alignments.get(documentSubject)).toMatchObject({
      status: 'failed',
      problem: { kind: 'refused', why: expect.stringContaining('{audience}') },
    });
    expect(state().project.drafts.review).toBeNull();
  });
});

describe('a fold', () => {
  const folded = 'Give three short creative uses for {item}. The reader is {audience}.';
  const reply = JSON.stringify({ prompt: folded });

  it('is out of date once a principle that it carries says something else', async () => {
    const { state, actions } = await openScripted([reply]);
    actions.align.addPrinciple('Be brief.');
    actions.align.foldPrinciples();
    await until(() => state().project.drafts.review !== null);
    actions.align.editPrinciple(state().project.prompt.principles[0]?.id ?? '', 'Be detailed.');
    actions.align.acceptReview(folded);
    expect(state().project.prompt.principles).toMatchObject([{ text: 'Be detailed.', status: 'on' }]);
    expect(state().project.drafts.review).not.toBeNull();
  });

  it('is out of date once a principle that it carries is turned off', async () => {
    const { state, actions } = await openScripted([reply]);
    actions.align.addPrinciple('Be brief.');
    actions.align.foldPrinciples();
    await until(() => state().project.drafts.review !== null);
    actions.align.turnPrinciples(
      state().project.prompt.principles.map(({ id }) => id),
      'off',
    );
    actions.align.acceptReview(folded);
    expect(state().project.prompt.principles).toMatchObject([{ status: 'off' }]);
  });

  it('is out of date when a principle was changed while it was being written', async () => {
    const written = gate();
    const { state, actions } = await openScripted([{ comes: written.passed.then(() => reply) }]);
    actions.align.addPrinciple('Be brief.');
    actions.align.foldPrinciples();
    actions.align.editPrinciple(state().project.prompt.principles[0]?.id ?? '', 'Be detailed.');
    written.open();
    await until(() => state().project.drafts.review !== null);
    actions.align.acceptReview(folded);
    expect(state().project.prompt.principles).toMatchObject([{ text: 'Be detailed.', status: 'on' }]);
  });
});
