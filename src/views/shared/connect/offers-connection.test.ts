import { describe, expect, it } from 'vitest';
import { type ModelRef, practiceModel } from '../../../core/model/model-ref';
import { firstSample } from '../../../core/project/first-sample';
import { fetchedSamples } from '../../../core/project/samples';
import { commit, startHistory } from '../../../core/prompt/history';
import type { PromptDocument } from '../../../core/prompt/prompt-document';
import { buildDocument, someInstant } from '../../../testing/builders';
import { type OfferInput, offersConnection } from './offers-connection';

const gemini: ModelRef = { provider: 'gemini', id: 'gemini-flash-latest' };
const sampleDocument = firstSample.build({ id: 'p', at: someInstant }).prompt;
const own = buildDocument({ preamble: 'Write a toast for {name}.' });
const byPractice = { model: practiceModel, revisionId: null };

describe('the offer to connect a model', () => {
  it('stands where the practice model answers, or has answered, a prompt of the author’s own', () => {
    expect(offer({ document: own })).toBe(true);
    expect(offer({ document: own, shown: byPractice })).toBe(true);
  });

  it('does not stand on the prompt of a sample, also with principles folded into it', () => {
    const { preamble } = sampleDocument;
    expect(offer({ document: sampleDocument, shown: byPractice })).toBe(false);
    const folded = { ...sampleDocument, preamble: 'Give five.', fold: { original: preamble, result: 'Give five.' } };
    expect(offer({ document: folded, shown: byPractice })).toBe(false);
  });

  it('does not stand in the sample conversation', () => {
    const preamble = fetchedSamples.find(({ key }) => key === 'museum-guide')?.preamble ?? '';
    expect(preamble).not.toBe('');
    expect(offer({ document: buildDocument({ preamble }), shown: byPractice })).toBe(false);
  });

  it('does not stand where nothing is written, or another model answers or has answered', () => {
    expect(offer({ document: buildDocument({ preamble: ' ' }) })).toBe(false);
    expect(offer({ document: own, promptModel: gemini })).toBe(false);
    expect(offer({ document: own, shown: { model: gemini, revisionId: null } })).toBe(false);
  });

  it('stays away from a project in which it was closed, and from no other', () => {
    expect(offer({ document: own, connectClosed: ['here'] })).toBe(false);
    expect(offer({ document: own, connectClosed: ['elsewhere'] })).toBe(true);
  });

  it('stays with what came of it until the connected model has answered', () => {
    const replaced = { promptModel: practiceModel, alignmentModel: null, configured: 'gemini-flash-latest' };
    const keyCheck = { status: 'accepted', model: gemini.id, replaced } as const;
    expect(offer({ document: own, shown: byPractice, promptModel: gemini, keyCheck })).toBe(true);
    const shown = { model: gemini, revisionId: null };
    expect(offer({ document: own, shown, promptModel: gemini, keyCheck })).toBe(false);
  });

  it('goes by what the responses were asked for, not by what is being typed', () => {
    const before = { document: sampleDocument, history: startHistory(sampleDocument) };
    const edited = { ...sampleDocument, preamble: 'Give three creative uses for a spoon.' };
    const typed = commit(before, edited, { id: 'r1', at: someInstant, reason: { kind: 'edit-prompt' } });
    expect(offer({ ...typed, shown: { model: practiceModel, revisionId: null } })).toBe(false);
    expect(offer({ ...typed, shown: { model: practiceModel, revisionId: 'r1' } })).toBe(true);
  });
});

interface Given {
  readonly document: PromptDocument;
  readonly history?: OfferInput['history'];
  readonly shown?: OfferInput['shown'];
  readonly promptModel?: ModelRef;
  readonly connectClosed?: readonly string[];
  readonly keyCheck?: OfferInput['keyCheck'];
}

function offer({
  document,
  history = startHistory(document),
  shown = null,
  promptModel = practiceModel,
  connectClosed = [],
  keyCheck = { status: 'unchecked' },
}: Given): boolean {
  return offersConnection({
    id: 'here',
    prompt: document,
    history,
    shown,
    settings: { promptModel, connectClosed },
    keyCheck,
  });
}
