import type { MarkdownProps } from './markdown-props';

/** The text as it came. */
export function PlainText({ text }: MarkdownProps) {
  return <div className="plain-text">{text}</div>;
}
