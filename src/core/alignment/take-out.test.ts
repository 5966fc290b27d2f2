import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { authorSource, buildConstitution, buildDocument, buildPrinciple, someInstant } from '../../testing/builders';
import { deletePrinciples, turnPrinciples } from '../constitution/edit-constitution';
import { composePrompt } from '../prompt/compose';
import { commit, documentAt, redo, restore, startHistory, undo, type Versioned } from '../prompt/history';
import type { PromptDocument } from '../prompt/prompt-document';
import { acceptFold, restoreOriginal } from './accept-proposal';
import { type FoldPlan, planFold } from './fold-plan';
import { acceptRefold, planRefold } from './refold';
import { editWhereItStands, takeOut } from './take-out';

describe('taking a folded principle out of the prompt', () => {
  const listed = buildDocument({ preamble: 'Give uses.', principles: buildConstitution('Avoid glue.', 'Be brief.') });

  it('brings the prompt back to the letter, and what was folded with it to the list', () => {
    const taken = takeOut(fold(listed), 'p1');
    expect(taken?.document).toEqual(listed);
    expect(taken).toMatchObject({ freed: ['p1', 'p2'], isMerged: false });
  });

  it('leaves what was folded before it in the prompt', () => {
    const first = fold(listed);
    const grown = { ...first, preamble: `${first.preamble} In Spanish.`, principles: withThird(first) };
    const taken = takeOut(fold(grown), 'p3');
    expect(taken?.document).toEqual(grown);
    expect(taken?.freed).toEqual(['p3']);
  });

  it('keeps what the author wrote between two folds and after them', () => {
    const first = fold(listed);
    const grown = { ...first, preamble: `${first.preamble} In Spanish.`, principles: withThird(first) };
    const second = fold(grown);
    const taken = takeOut({ ...second, preamble: `${second.preamble} As a list.` }, 'p1');
    expect(taken?.document.preamble).toBe('Give uses. In Spanish. As a list.');
    expect(taken).toMatchObject({ freed: ['p1', 'p2', 'p3'], isMerged: true });
    expect(taken?.document.fold).toBeNull();
  });

  it('finds the words where a file does not say what the prompt was before', () => {
    const document = buildDocument({
      preamble: 'Give uses. Avoid glue.',
      principles: [buildPrinciple({ text: 'Avoid glue.', status: 'folded' })],
    });
    expect(takeOut(document, 'p1')?.document).toMatchObject({ preamble: 'Give uses.', principles: [{ status: 'on' }] });
  });

  it('does nothing to a principle that is not folded', () => {
    expect(takeOut(listed, 'p1')).toBeNull();
    expect(takeOut(listed, 'gone')).toBeNull();
  });
});

describe('a second fold', () => {
  it('does not lose what the author wrote after the first one', () => {
    const first = fold(
      buildDocument({ preamble: 'Give uses.', principles: buildConstitution('Avoid glue.', 'Be brief.') }),
    );
    const second = fold({ ...first, preamble: `${first.preamble} In Spanish.`, principles: withThird(first) });
    const plan = planFold({
      ...second,
      principles: [...second.principles, buildPrinciple({ id: 'p4', text: 'Be kind.' })],
    });
    expect(plan?.startedFrom).toContain('In Spanish.');
    expect(plan?.principles.map(({ id }) => id)).toEqual(['p3', 'p4']);
  });
});

describe('new words for a folded principle', () => {
  const document = fold(
    buildDocument({ preamble: 'Give uses.', principles: buildConstitution('Avoid glue.', 'Be brief.') }),
  );

  it('take the place of the earlier ones in the prompt', () => {
    const updated = refold(document, { id: 'p1', text: 'Avoid tape.' });
    expect(sent(updated)).toBe('Give uses. Avoid tape. Be brief.');
    expect(updated.principles.map(({ text, status }) => [text, status])).toEqual([
      ['Avoid tape.', 'folded'],
      ['Be brief.', 'folded'],
    ]);
    expect(takeOut(updated, 'p2')?.document.preamble).toBe('Give uses.');
  });

  it('stand in the list alone when it is taken out', () => {
    const edited = editWhereItStands(document, { id: 'p1', text: 'Avoid tape.', source: authorSource });
    expect(sent(edited)).toBe('Give uses.\n\nFollow these principles:\n1. Avoid tape.\n2. Be brief.');
  });
});

describe('whatever is folded, ticked, edited, deleted, undone and restored', () => {
  it('no principle is sent twice, and undo gives back what was there', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let state: Versioned = startOf();
        for (const [index, one] of steps.entries()) {
          const next = applyStep(state, one, index);
          if (next !== state && next.history.revisions.length > state.history.revisions.length) {
            expect(undo(next)?.document).toEqual(state.document);
          }
          state = next;
          expectEachOnce(state.document);
        }
        for (const { id } of state.history.revisions) expectEachOnce(documentAt(state, id));
      }),
      { numRuns: 300 },
    );
  });
});

type Step =
  | { readonly kind: 'fold' | 'undo' | 'redo' | 'add' | 'restore-original' }
  | { readonly kind: 'tick' | 'take-out' | 'edit' | 'refold' | 'delete' | 'write' | 'restore'; readonly at: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constantFrom('fold' as const, 'undo' as const, 'redo' as const, 'add' as const) }),
  { arbitrary: fc.record({ kind: fc.constant('restore-original' as const) }), weight: 1 },
  {
    arbitrary: fc.record({
      kind: fc.constantFrom(...(['tick', 'take-out', 'edit', 'refold', 'delete', 'write', 'restore'] as const)),
      at: fc.nat({ max: 40 }),
    }),
    weight: 5,
  },
);

function startOf(): Versioned {
  const document = buildDocument({
    preamble: 'Give uses. Write plainly.',
    principles: buildConstitution('Rule 1 one.', 'Rule 2 one.', 'Rule 3 one.'),
  });
  return { document, history: startHistory(document) };
}

function applyStep(state: Versioned, one: Step, index: number): Versioned {
  const { document } = state;
  const made = (next: PromptDocument) =>
    commit(state, next, { id: `r${index}`, at: someInstant, reason: { kind: 'edit-prompt' } });
  const target = 'at' in one ? document.principles[one.at % Math.max(1, document.principles.length)] : undefined;
  switch (one.kind) {
    case 'undo':
      return undo(state) ?? state;
    case 'redo':
      return redo(state) ?? state;
    case 'fold':
      return made(fold(document));
    case 'restore-original':
      return made(restoreOriginal(document));
    case 'add':
      return made({
        ...document,
        principles: [...document.principles, buildPrinciple({ id: `p${index + 10}`, text: `Rule ${index + 10} one.` })],
      });
    case 'write':
      return made({ ...document, preamble: written(document.preamble, one.at, index) });
    case 'restore': {
      const { revisions } = state.history;
      const of = revisions[one.at % (revisions.length + 1)]?.id ?? null;
      return restore(state, of, { id: `r${index}`, at: someInstant });
    }
    case 'tick': {
      if (target === undefined) return state;
      const to = target.status === 'on' ? 'off' : 'on';
      return made({ ...document, principles: turnPrinciples(document.principles, [target.id], to) });
    }
    case 'take-out':
      return made((target === undefined ? null : takeOut(document, target.id))?.document ?? document);
    case 'edit':
      return target === undefined ? state : made(editWhereItStands(document, editOf(target.id, index)));
    case 'refold':
      return target === undefined ? state : made(refold(document, editOf(target.id, index)));
    case 'delete':
      return target === undefined
        ? state
        : made({ ...document, principles: deletePrinciples(document.principles, [target.id]) });
  }
}

function editOf(id: string, index: number) {
  return { id, text: `Rule ${id.slice(1)} again${index}.`, source: authorSource };
}

/** Words of the author between any two words. */
function written(preamble: string, at: number, index: number): string {
  const words = preamble.split(' ');
  return words.toSpliced(at % (words.length + 1), 0, `Author${index}.`).join(' ');
}

/** What a model would do: every rule once, in its own place in the text. */
function fold(document: PromptDocument): PromptDocument {
  const plan = planFold(document);
  return plan === null
    ? document
    : acceptFold(document, { after: folded(plan), principleIds: plan.principles.map(({ id }) => id) });
}

function refold(document: PromptDocument, edit: { readonly id: string; readonly text: string }): PromptDocument {
  const plan = planRefold(document, edit);
  if (plan === null) return document;
  return acceptRefold(document, {
    after: folded(plan),
    principleIds: plan.principles.map(({ id }) => id),
    edit: { ...edit, source: authorSource },
  });
}

function folded({ startedFrom, principles }: FoldPlan): string {
  return [startedFrom, ...principles.map(({ text }) => text)].filter((text) => text !== '').join(' ');
}

function sent(document: PromptDocument): string {
  const composed = composePrompt({ document, values: {} });
  if (!composed.ok) throw new Error('Expected a prompt without variables.');
  return composed.value.text;
}

function expectEachOnce(document: PromptDocument): void {
  const text = sent(document);
  for (const { id, text: rule, status } of document.principles) {
    const times = text.match(new RegExp(`\\bRule ${id.slice(1)}\\b`, 'g'))?.length ?? 0;
    expect(times, `${rule} (${status}) in ${text}`).toBeLessThanOrEqual(1);
    if (status === 'on') expect(times, `${rule} is sent`).toBe(1);
  }
}

function withThird(document: PromptDocument) {
  return [...document.principles, buildPrinciple({ id: 'p3', text: 'Be bold.' })];
}
