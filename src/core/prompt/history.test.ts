import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildConstitution, buildDocument, buildPrinciple, someInstant } from '../../testing/builders';
import {
  canRedo,
  canUndo,
  commit,
  documentAt,
  mergeIntoHead,
  nextRedo,
  nextUndo,
  redo,
  restore,
  startHistory,
  undo,
  type Versioned,
} from './history';
import { applyPatch, diffDocuments, invertPatch, isEmptyPatch } from './patch';
import type { PromptDocument } from './prompt-document';

const edited = { at: someInstant, reason: { kind: 'edit-prompt' } } as const;
const start = (document: PromptDocument): Versioned => ({ document, history: startHistory(document) });
const saying = (preamble: string) => buildDocument({ preamble });

function committed(first: string, ...preambles: readonly string[]): Versioned {
  return preambles.reduce(
    (state, preamble, index) => commit(state, saying(preamble), { id: `r${index + 1}`, ...edited }),
    start(saying(first)),
  );
}

function certain<T>(value: T | null): T {
  if (value === null) throw new Error('expected a state');
  return value;
}

describe('a patch', () => {
  it('is empty when nothing differs, whatever the order of keys', () => {
    const principle = buildPrinciple();
    const { text, ...rest } = principle;
    const copy = { text, ...rest };
    expect(diffDocuments(buildDocument({ principles: [principle] }), buildDocument({ principles: [copy] }))).toEqual(
      {},
    );
  });

  it('holds only the run of principles that differs', () => {
    const before = buildConstitution('a', 'b', 'c', 'd');
    const after = before.with(1, buildPrinciple({ id: 'p2', text: 'B' }));
    expect(diffDocuments(buildDocument({ principles: before }), buildDocument({ principles: after }))).toEqual({
      principles: { at: 1, before: [before[1]], after: [after[1]] },
    });
  });

  it.each([
    ['preamble', { preamble: { before: 'x', after: 'y' } }],
    ['fold', { fold: { before: { original: 'x', result: 'y' }, after: null } }],
    ['principles', { principles: { at: 0, before: buildConstitution('x'), after: [] } }],
  ])('refuses a document with another %s', (_, patch) => {
    expect(() => applyPatch(buildDocument(), patch)).toThrow(/out of step/);
  });

  it('leads from one document to the other and, inverted, back', () => {
    fc.assert(
      fc.property(anyDocument, anyDocument, (a, b) => {
        const patch = diffDocuments(a, b);
        expect(applyPatch(a, patch)).toEqual(b);
        expect(applyPatch(b, invertPatch(patch))).toEqual(a);
        expect(invertPatch(invertPatch(patch))).toEqual(patch);
        expect(isEmptyPatch(diffDocuments(a, structuredClone(a)))).toBe(true);
      }),
    );
  });
});

describe('history', () => {
  it('gives the same state back when nothing changed', () => {
    const state = committed('a', 'b');
    expect(commit(state, saying('b'), { id: 'r9', ...edited })).toBe(state);
    expect(restore(state, 'r1', { id: 'r9', at: someInstant })).toBe(state);
  });

  it('has nothing to undo at the base and nothing to redo at the tip', () => {
    const state = committed('a');
    expect([undo(state), redo(state), canUndo(state.history), canRedo(state.history)]).toEqual([
      null,
      null,
      false,
      false,
    ]);
  });

  it('names what undo and redo would do', () => {
    const state = certain(undo(committed('a', 'b', 'c')));
    expect([nextUndo(state.history)?.id, nextRedo(state.history)?.id]).toEqual(['r1', 'r2']);
  });

  it('redoes the newest branch and keeps the older one', () => {
    const forked = commit(certain(undo(committed('a', 'b'))), saying('c'), { id: 'r2', ...edited });
    expect(certain(redo(certain(undo(forked)))).document).toEqual(saying('c'));
    expect(documentAt(forked, 'r1')).toEqual(saying('b'));
  });

  it('restores an earlier version as a new revision', () => {
    const restored = restore(committed('a', 'b', 'c'), 'r1', { id: 'r3', at: someInstant });
    expect(restored.document).toEqual(saying('b'));
    expect(nextUndo(restored.history)?.reason).toEqual({ kind: 'restore', of: 'r1' });
    expect(certain(undo(restored)).document).toEqual(saying('c'));
  });

  it('merges a burst of typing into one revision', () => {
    const merged = mergeIntoHead(committed('a', 'ab'), saying('abc'), '2026-01-02T03:04:06.000Z');
    expect(merged.history.revisions).toEqual([
      {
        id: 'r1',
        parent: null,
        ...edited,
        at: '2026-01-02T03:04:06.000Z',
        patch: { preamble: { before: 'a', after: 'abc' } },
      },
    ]);
    expect(certain(undo(merged)).document).toEqual(saying('a'));
  });

  it('keeps a merged revision that says nothing any more, since others may refer to it', () => {
    const merged = mergeIntoHead(committed('a', 'ab'), saying('a'), someInstant);
    expect(merged.history.head).toBe('r1');
    expect(documentAt(merged, 'r1')).toEqual(saying('a'));
  });

  it('does not merge without a head or into one that others build on', () => {
    expect(() => mergeIntoHead(committed('a'), saying('b'), someInstant)).toThrow(/no revision to merge into/);
    const undone = certain(undo(committed('a', 'b', 'c')));
    expect(() => mergeIntoHead(undone, saying('d'), someInstant)).toThrow(/Later versions build on revision r1/);
  });

  it('says which revision is unknown', () => {
    expect(() => documentAt(committed('a', 'b'), 'r7')).toThrow(/no revision r7/);
  });

  it('does not run in circles on a damaged history', () => {
    const { document, history } = committed('a', 'b', 'c');
    const revisions = history.revisions.map((r) => ({ ...r, parent: r.id === 'r1' ? 'r2' : r.parent }));
    expect(() => documentAt({ document, history: { ...history, revisions } }, null)).toThrow(/no way from it/);
  });

  it('remembers every version through any walk of commits, merges, undos, redos and restores', () => {
    fc.assert(
      fc.property(anyDocument, fc.array(anyStep, { maxLength: 25 }), (base, steps) => {
        let state = start(base);
        const snapshots = new Map<string | null, PromptDocument>([[null, base]]);

        for (const [index, step] of steps.entries()) {
          const before = state;
          const id = `r${index}`;
          if (step.do === 'commit') {
            state = commit(state, step.document, { id, ...edited });
            if (state !== before) expect(certain(undo(state)).document).toEqual(before.document);
          }
          if (step.do === 'merge' && canUndo(state.history) && !canRedo(state.history)) {
            state = mergeIntoHead(state, step.document, someInstant);
          }
          if (step.do === 'undo') state = undo(state) ?? state;
          if (step.do === 'redo') state = redo(state) ?? state;
          if (step.do === 'restore') {
            const known = [...snapshots.keys()];
            state = restore(state, known[step.pick % known.length] ?? null, { id, at: someInstant });
          }
          if (step.do === 'commit' || step.do === 'merge' || step.do === 'restore') {
            snapshots.set(state.history.head, state.document);
          }
          expect(state.document).toEqual(snapshots.get(state.history.head));
        }

        expect(state.history.revisions).toHaveLength(snapshots.size - 1);
        for (const [id, document] of snapshots) expect(documentAt(state, id)).toEqual(document);
      }),
    );
  });
});

const anyDocument = fc.record({
  preamble: fc.constantFrom('', 'a', 'Give {n} uses.'),
  fold: fc.constantFrom(null, { original: 'a', result: 'b' }, { original: 'a', result: 'c' }),
  principles: fc.uniqueArray(
    fc
      .record({ id: fc.constantFrom('p1', 'p2', 'p3', 'p4'), text: fc.constantFrom('x', 'y') })
      .map((given) => buildPrinciple(given)),
    { selector: (principle) => principle.id },
  ),
});

const anyStep = fc.oneof(
  fc.record({ do: fc.constant('commit' as const), document: anyDocument }),
  fc.record({ do: fc.constant('merge' as const), document: anyDocument }),
  fc.record({ do: fc.constantFrom('undo' as const, 'redo' as const) }),
  fc.record({ do: fc.constant('restore' as const), pick: fc.nat() }),
);
