import { describe, expect, it } from 'vitest';
import { readPaneLayout } from './saved-layout';

describe('readPaneLayout', () => {
  it('gives the widths that were saved', () => {
    expect(readPaneLayout({ prompt: 20, responses: 50, principles: 30 })).toEqual({
      prompt: 20,
      responses: 50,
      principles: 30,
    });
  });

  it('takes a hidden side pane', () => {
    expect(readPaneLayout({ prompt: 0, responses: 70, principles: 30 })).toBeDefined();
  });

  it('leaves out what is no pane of this version', () => {
    expect(readPaneLayout({ prompt: 20, responses: 50, principles: 30, chat: 9 })).not.toHaveProperty('chat');
  });

  it.each([
    ['nothing was saved', {}],
    ['a pane is missing', { prompt: 30, responses: 70 }],
    ['the widths do not fill the window', { prompt: 10, responses: 10, principles: 10 }],
    ['a width is no number', { prompt: Number.NaN, responses: 70, principles: 30 }],
    ['the responses have no room', { prompt: 60, responses: 0, principles: 40 }],
    ['a width is negative', { prompt: -20, responses: 100, principles: 20 }],
  ])('gives nothing when %s', (_, saved) => {
    expect(readPaneLayout(saved)).toBeUndefined();
  });
});
