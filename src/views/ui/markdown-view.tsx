import { createElement, type ReactNode } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import type { MarkdownProps } from './markdown-props';
import { safeAddress, shiftHeading } from './markdown-rules';

/** The loaded half of Markdown. Raw HTML in the text is shown as text: react-markdown parses none unless it is told to. */
export function MarkdownView({ text, topHeading = 4 }: MarkdownProps) {
  return (
    <div className="markdown">
      <ReactMarkdown remarkPlugins={PLUGINS} urlTransform={safeAddress} components={componentsFor(topHeading)}>
        {text}
      </ReactMarkdown>
    </div>
  );
}

const PLUGINS = [remarkGfm];

interface HeadingProps {
  readonly children?: ReactNode;
}

function heading(level: number, topHeading: number) {
  const tag = `h${shiftHeading(level, topHeading)}`;
  return ({ children }: HeadingProps) => createElement(tag, undefined, children);
}

interface LinkProps {
  readonly href?: string | undefined;
  readonly children?: ReactNode;
  readonly 'data-footnote-backref'?: unknown;
}

/** Without an address that is safe to follow it is text. A way back from a footnote would change the page's own address. */
function SafeLink({ href, children, ...rest }: LinkProps) {
  if (rest['data-footnote-backref'] !== undefined) return null;
  if (!href) return <span>{children}</span>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}

function NumberedList({ start = 1, children }: { readonly start?: number | undefined; readonly children?: ReactNode }) {
  return (
    <ol start={start} style={{ counterReset: `item ${start - 1}` }}>
      {children}
    </ol>
  );
}

/** Drops the ids that footnotes bring: two responses on one page would have the same ones. */
function ListItem({ className, children }: { readonly className?: string | undefined; readonly children?: ReactNode }) {
  return <li className={className}>{children}</li>;
}

/** Loading it would tell its host who reads this, and when. */
function ImageLink({ src, alt }: { readonly src?: string | Blob | undefined; readonly alt?: string | undefined }) {
  return <SafeLink href={typeof src === 'string' ? src : undefined}>{`Image: ${alt || 'no description'}`}</SafeLink>;
}

function TaskMark({ checked }: { readonly checked?: boolean | undefined }) {
  return (
    <span role="img" aria-label={checked ? 'Done:' : 'To do:'}>
      {checked ? '☑' : '☐'}
    </span>
  );
}

function ScrollingTable({ children }: { readonly children?: ReactNode }) {
  return (
    <div className="scroll-x">
      <table>{children}</table>
    </div>
  );
}

function buildComponents(topHeading: number): Components {
  return {
    a: SafeLink,
    img: ImageLink,
    input: TaskMark,
    li: ListItem,
    ol: NumberedList,
    table: ScrollingTable,
    h1: heading(1, topHeading),
    h2: heading(2, topHeading),
    h3: heading(3, topHeading),
    h4: heading(4, topHeading),
    h5: heading(5, topHeading),
    h6: heading(6, topHeading),
  };
}

/** Kept per level: new component functions on each render would mount the whole text anew. */
const built = new Map<number, Components>();

function componentsFor(topHeading: number): Components {
  const components = built.get(topHeading) ?? buildComponents(topHeading);
  built.set(topHeading, components);
  return components;
}
