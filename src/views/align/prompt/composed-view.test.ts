import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composePreview, composePrompt } from '../../../core/prompt/compose';
import type { PromptDocument } from '../../../core/prompt/prompt-document';
import { readSentPrompt } from '../../../core/prompt/read-sent-prompt';
import { buildConstitution, buildDocument } from '../../../testing/builders';
import { type ComposedRow, type ComposedView, composedView } from './composed-view';

const values = { item: 'a spoon' };

function sentText(document: PromptDocument): string {
  const composed = composePrompt({ document, values });
  if (!composed.ok) throw new Error('a value is missing');
  return composed.value.text;
}

function viewOf(document: PromptDocument, sent?: PromptDocument): ComposedView {
  if (sent === undefined) return composedView(composePreview({ document, values }), null);
  const read = readSentPrompt(sentText(sent));
  return composedView(composePreview({ document, values, sent: { text: read.preamble, values } }), read);
}

const summary = (view: ComposedView) => view.rows.map(rowSummary);

function newWords({ rows }: ComposedView): readonly string[] {
  return rows
    .flatMap((row) => (row.kind === 'line' || row.kind === 'principle' ? row.spans : []))
    .filter(({ isNew }) => isNew)
    .map(({ text }) => text);
}

function rowSummary(row: ComposedRow): string {
  switch (row.kind) {
    case 'line':
      return `${row.isNew ? '+' : ' '} ${row.spans.map((span) => span.text).join('')}`;
    case 'heading':
      return row.text;
    case 'principle':
      return `${row.isNew ? '+' : ' '} ${row.n} ${row.spans.map((span) => span.text).join('')}`;
    case 'folded':
      return `[${row.label}]`;
  }
}

describe('composedView', () => {
  it('makes no row anew for a principle that stays as it was while the preamble is typed', () => {
    const document = buildDocument({ principles: buildConstitution('Be brief.', 'Be kind.') });
    const rowsOf = (preamble: string) =>
      viewOf({ ...document, preamble }, document).rows.filter(({ kind }) => kind === 'principle');
    const [brief, kind] = rowsOf('Give uses.');
    const after = rowsOf('Give three uses.');
    expect(after[0]).toBe(brief);
    expect(after[1]).toBe(kind);
  });

  it('marks what the shown run did not have and folds a long row of what it had', () => {
    const before = buildDocument({ principles: buildConstitution('A.', 'B.', 'C.', 'D.') });
    const now = buildDocument({ principles: buildConstitution('A.', 'B.', 'C.', 'D.', 'E.') });

    expect(summary(viewOf(now, before))).toEqual([
      '  Give three uses for a spoon.',
      '  ',
      'Follow these principles:',
      '  1 A.',
      '[Principles 2 to 4, unchanged]',
      '+ 5 E.',
    ]);
  });

  it('does not call a principle new that only has another number', () => {
    const before = buildDocument({ principles: buildConstitution('A.', 'B.') });
    const now = buildDocument({ principles: buildConstitution('B.') });
    expect(viewOf(now, before).newTokens).toBe(0);
  });

  it('marks the words that are new, not the lines they stand in', () => {
    const before = buildDocument({
      preamble: 'Give three uses for {item}.',
      principles: buildConstitution('Be brief.'),
    });
    const now = buildDocument({
      preamble: 'Give three cheap uses for {item}.',
      principles: buildConstitution('Be brief and kind.'),
    });
    expect(newWords(viewOf(now, before))).toEqual(['cheap', 'and kind']);
  });

  it('calls other values in the same variables nothing new', () => {
    const document = buildDocument({ preamble: 'Give three uses for {item}.\nFor {item} alone.' });
    const sent = readSentPrompt('Give three uses for a spoon.\nFor a spoon alone.');
    const onFork = composePreview({
      document,
      values: { item: 'a fork\nand a knife' },
      sent: { text: sent.preamble, values: { item: 'a spoon' } },
    });
    expect(composedView(onFork, sent)).toMatchObject({ newTokens: 0 });
    expect(newWords(composedView(onFork, sent))).toEqual([]);
  });

  it('marks a variable that was put in since, whatever it holds', () => {
    const before = buildDocument({ preamble: 'Give three uses.' });
    const now = buildDocument({ preamble: 'Give three uses for {item}.' });
    expect(newWords(viewOf(now, before))).toEqual(['for ', 'a spoon']);
  });

  it('counts the tokens of the new words', () => {
    const before = buildDocument({ preamble: 'Old.' });
    const view = viewOf(buildDocument({ preamble: 'Old.\nEight it.' }), before);
    expect(view).toMatchObject({ tokens: 5, newTokens: 3 });
  });

  it('marks nothing while no run is shown', () => {
    const view = viewOf(buildDocument({ principles: buildConstitution('A.', 'B.', 'C.', 'D.', 'E.') }));
    expect(view.newTokens).toBeNull();
    expect(summary(view).filter((row) => row.startsWith('+') || row.startsWith('['))).toEqual([]);
  });

  it('folds hundreds of principles, run or not', () => {
    const many = buildDocument({
      principles: buildConstitution(...Array.from({ length: 500 }, (_, n) => `Rule ${n}.`)),
    });
    expect(summary(viewOf(many)).at(-1)).toBe('[Principles 2 to 500]');
  });

  it('holds the text exactly as it is sent', () => {
    const line = fc.string({ unit: fc.constantFrom('a', ' ', '\n', '1. ', '{{', 'b', 'Follow these principles:') });
    const principle = line.filter((text) => text.trim() !== '').map((text) => text.trim());
    fc.assert(
      fc.property(line, fc.array(principle, { maxLength: 14 }), (preamble, principles) => {
        const document = buildDocument({ preamble, principles: buildConstitution(...principles) });
        expect(viewOf(document).text).toBe(sentText(document));
      }),
    );
  });
});
