import { startTransition, useEffect, useState } from 'react';
import { Children } from './markdown/markdown-node';
import { parsedBefore, parseInWorker } from './markdown/parse-in-worker';
import type { Parsed, PlainReason } from './markdown/parse-markdown';
import type { MarkdownProps } from './markdown-props';
import { PlainText } from './plain-text';

/** The loaded half of Markdown: plain until the text is parsed, and where it cannot be within the limits, with a line that says so. */
export function MarkdownView({ text, topHeading = 4 }: MarkdownProps) {
  const parsed = useParsed(text);
  if (parsed === undefined) return <PlainText text={text} />;
  if (parsed.kind === 'plain') {
    return (
      <>
        <p className="plain-note">{PLAIN_WORDS[parsed.why]}</p>
        <PlainText text={text} />
      </>
    );
  }
  return (
    <div className="markdown">
      <Children nodes={parsed.root.children} topHeading={topHeading} />
    </div>
  );
}

const PLAIN_WORDS: Readonly<Record<PlainReason, string>> = {
  'too-long': 'Shown as plain text: it is too long to format.',
  'too-deep': 'Shown as plain text: its formatting is nested too deeply.',
  'too-many-parts': 'Shown as plain text: its formatting has too many parts.',
  'too-slow': 'Shown as plain text: formatting it would take too long.',
  unreadable: 'Shown as plain text: its formatting could not be read.',
};

interface ParsedText {
  readonly text: string;
  readonly parsed: Parsed;
}

function useParsed(text: string): Parsed | undefined {
  const [latest, setLatest] = useState<ParsedText | null>(null);
  const known = latest?.text === text ? latest.parsed : parsedBefore(text);
  useEffect(() => {
    if (known !== undefined) return;
    // A transition: a long text is rendered in slices, and the page answers meanwhile.
    return parseInWorker(text, (parsed) => startTransition(() => setLatest({ text, parsed })));
  }, [text, known]);
  return known;
}
