export interface MarkdownProps {
  /** Untrusted: what a model or another person wrote. */
  readonly text: string;
  /** The level that its first-level headings get, so that they fit under the page's own. */
  readonly topHeading?: 2 | 3 | 4 | 5 | 6 | undefined;
}
