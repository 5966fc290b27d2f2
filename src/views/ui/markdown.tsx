import { lazy, memo, Suspense } from 'react';
import type { MarkdownProps } from './markdown-props';
import { PlainText } from './plain-text';

// The parser is 49 kB and nothing is rendered before the first response. When it cannot be fetched, the text stays plain.
const MarkdownView = lazy(() =>
  import('./markdown-view').then(
    (module) => ({ default: module.MarkdownView }),
    () => ({ default: PlainText }),
  ),
);

/** A model's text with its formatting, and without its HTML, its scripts and its remote images. Plain until the parser is here. */
export const Markdown = memo(function Markdown(props: MarkdownProps) {
  return (
    <Suspense fallback={<PlainText {...props} />}>
      <MarkdownView {...props} />
    </Suspense>
  );
});
