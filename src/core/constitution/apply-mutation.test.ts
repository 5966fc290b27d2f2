import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildConstitution, buildDocument, countingIds, feedbackSource, someInstant } from '../../testing/builders';
import { commit, startHistory, undo } from '../prompt/history';
import { applyMutation } from './apply-mutation';
import type { Mutation } from './mutation';

const three = buildConstitution('a', 'b', 'c');
const source = feedbackSource();
const deps = () => ({ newId: countingIds('new'), source });

describe('applyMutation', () => {
  it('adds a principle with its feedback as the source', () => {
    expect(applyMutation(three, { kind: 'add', text: 'Be brief.' }, deps())).toEqual({
      ok: true,
      value: {
        constitution: [...three, { id: 'new1', text: 'Be brief.', status: 'on', sources: [source] }],
        principleId: 'new1',
        n: 4,
      },
    });
  });

  it('edits a principle', () => {
    const applied = applyMutation(three, { kind: 'edit', id: 'p2', text: 'B' }, deps());
    expect(applied).toMatchObject({ ok: true, value: { principleId: 'p2', n: 2 } });
    expect(applied.ok && applied.value.constitution.map((principle) => principle.text)).toEqual(['a', 'B', 'c']);
  });

  it('says when a principle holds, and drops it with an edit that always does', () => {
    const when = { scope: 'turn', trigger: 'When the user asks for prices' } as const;
    const later = { scope: 'conversation', trigger: 'Once the user has paid' } as const;
    let constitution = three;
    const apply = (mutation: Mutation) => {
      const applied = applyMutation(constitution, mutation, deps());
      if (applied.ok) constitution = applied.value.constitution;
      return constitution.at(-1);
    };
    expect(apply({ kind: 'add', text: 'When the user asks for prices, name them.', when })).toMatchObject({ when });
    expect(
      apply({ kind: 'edit', id: 'new1', text: 'Once the user has paid, give thanks.', when: later }),
    ).toMatchObject({ when: later });
    expect(apply({ kind: 'edit', id: 'new1', text: 'Once the user has paid, thank them.' })).not.toHaveProperty('when');
  });

  it('lets words that the author has changed since hold always, where they begin with another clause', () => {
    const when = { scope: 'turn', trigger: 'When the user asks for prices' } as const;
    const applied = applyMutation(three, { kind: 'add', text: 'Name prices.', when }, deps());
    expect(applied.ok && applied.value.constitution.at(-1)).not.toHaveProperty('when');
  });

  it('deletes a principle and tells the number that it had', () => {
    expect(applyMutation(three, { kind: 'delete', id: 'p2' }, deps())).toEqual({
      ok: true,
      value: { constitution: [three[0], three[2]], principleId: 'p2', n: 2 },
    });
  });

  it.each<Mutation>([
    { kind: 'edit', id: 'p9', text: 'x' },
    { kind: 'delete', id: 'p9' },
  ])('hands back a $kind whose principle is gone', (mutation) => {
    expect(applyMutation(three, mutation, deps())).toEqual({ ok: false, error: { mutation } });
  });

  it('can be undone, whatever it was', () => {
    const mutation = fc.oneof(
      fc.record({ kind: fc.constant('add' as const), text: fc.stringMatching(/^[a-z]{1,9}$/) }),
      fc.record({
        kind: fc.constant('edit' as const),
        id: fc.constantFrom('p1', 'p2', 'p3'),
        text: fc.constantFrom('When asked, sing.', 'When asked, dance.'),
        when: fc.constant({ scope: 'turn', trigger: 'When asked' } as const),
      }),
      fc.record({
        kind: fc.constant('edit' as const),
        id: fc.constantFrom('p1', 'p2', 'p3'),
        text: fc.stringMatching(/^[a-z]{1,9}$/),
      }),
      fc.record({ kind: fc.constant('delete' as const), id: fc.constantFrom('p1', 'p2', 'p3') }),
    );
    fc.assert(
      fc.property(fc.array(mutation, { maxLength: 8 }), (mutations) => {
        const document = buildDocument({ principles: three });
        const newId = countingIds('new');
        let state = { document, history: startHistory(document) };
        for (const [index, each] of mutations.entries()) {
          const applied = applyMutation(state.document.principles, each, { newId, source });
          if (!applied.ok) continue;
          const next = { ...state.document, principles: applied.value.constitution };
          const reason = {
            kind: 'mutation',
            change: each.kind,
            n: applied.value.n,
            feedback: 'critique',
            run: 1,
          } as const;
          state = commit(state, next, { id: `r${index}`, at: someInstant, reason });
        }
        for (let back = undo(state); back !== null; back = undo(state)) state = back;
        expect(state.document).toEqual(document);
      }),
    );
  });
});
