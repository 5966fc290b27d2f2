import { type RefObject, useEffect } from 'react';
import type { FeedbackKind } from '../../../core/constitution/feedback';
import { quotePlace } from './quote-place';

interface QuoteHighlight {
  readonly element: RefObject<HTMLElement | null>;
  readonly kind: FeedbackKind;
  readonly quote: string;
}

/** Underlines the quoted words in what is rendered. A browser without CSS highlights shows none; the panel still says the quote. */
export function useQuoteHighlight({ element, kind, quote }: QuoteHighlight): void {
  useEffect(() => {
    const root = element.current;
    if (root === null || quote === '' || !('highlights' in CSS)) return;
    const name = `quote-${kind}`;

    function draw(within: HTMLElement) {
      const range = rangeOf(within, quote);
      if (range === null) CSS.highlights.delete(name);
      else CSS.highlights.set(name, new Highlight(range));
    }
    draw(root);
    // The text is plain until the Markdown parser is here, and is rendered anew after that.
    const observer = new MutationObserver(() => draw(root));
    observer.observe(root, { childList: true, subtree: true, characterData: true });
    return () => {
      observer.disconnect();
      CSS.highlights.delete(name);
    };
  }, [element, kind, quote]);
}

function rangeOf(root: HTMLElement, quote: string): Range | null {
  const nodes = textNodes(root);
  const place = quotePlace(
    nodes.map((node) => node.data),
    quote,
  );
  const start = place && nodes[place.start.piece];
  const end = place && nodes[place.end.piece];
  if (!place || !start || !end) return null;
  const range = document.createRange();
  range.setStart(start, place.start.offset);
  range.setEnd(end, place.end.offset);
  return range;
}

function textNodes(root: HTMLElement): readonly Text[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const nodes: Text[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node instanceof Text) nodes.push(node);
  }
  return nodes;
}
