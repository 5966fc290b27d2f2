import { describe, expect, it } from 'vitest';
import type { ModelErrorKind } from '../../../core/model/model-error';
import { buildCandidate, buildTurn } from '../../../testing/builders';
import { joinedFailure } from './joined-failure';

function failed(id: string, kind: ModelErrorKind, code: string) {
  return buildCandidate({ id, state: { status: 'failed', error: { kind, code, message: id, partialText: '' } } });
}

describe('one cause', () => {
  it('is told once over all candidates that failed for it', () => {
    const turn = buildTurn({
      candidates: [failed('a', 'bad-key', '400'), buildCandidate({ id: 'b' }), failed('c', 'bad-key', '400')],
    });
    expect(joinedFailure(turn)).toMatchObject({ error: { message: 'a' }, candidateIds: ['a', 'c'] });
  });

  it('is told in its place where the others have causes of their own', () => {
    const turn = buildTurn({
      candidates: [failed('a', 'bad-key', '400'), failed('b', 'bad-key', '403'), failed('c', 'empty', '400')],
    });
    expect(joinedFailure(turn)).toBeNull();
  });
});
