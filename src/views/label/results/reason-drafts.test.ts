import { describe, expect, it } from 'vitest';
import { withDraft } from './reason-drafts';

describe('reasons under way', () => {
  const drafts = new Map([['row-1', 'It names a price.']]);

  it('keep the words of each row apart', () => {
    const both = withDraft(drafts, { rowId: 'row-2', text: '' });
    expect([...both]).toEqual([
      ['row-1', 'It names a price.'],
      ['row-2', ''],
    ]);
  });

  it('have the latest words of a row', () => {
    expect(withDraft(drafts, { rowId: 'row-1', text: 'It names no price.' }).get('row-1')).toBe('It names no price.');
  });

  it('forget a row whose form is closed', () => {
    expect(withDraft(drafts, { rowId: 'row-1', text: undefined }).size).toBe(0);
  });
});
