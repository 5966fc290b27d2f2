import type { Link, List, ListItem, Nodes, RootContent, Table, TableCell, TableRow } from 'mdast';
import { createElement, Fragment, type ReactNode } from 'react';
import { safeAddress, shiftHeading } from '../markdown-rules';

interface NodeProps {
  readonly node: Nodes;
  /** The level of first-level headings. */
  readonly topHeading: number;
}

/** A node of a parsed text. HTML is shown as it is written, and nothing is loaded from anywhere. */
function MarkdownNode({ node, topHeading }: NodeProps): ReactNode {
  const within = 'children' in node ? <Children nodes={node.children} topHeading={topHeading} /> : null;
  switch (node.type) {
    case 'text':
    case 'html':
      return <Source text={node.value} />;
    case 'inlineCode':
      return <code>{node.value}</code>;
    case 'code':
      return <CodeBlock code={node.value} language={node.lang ?? ''} />;
    case 'paragraph':
      return <p>{within}</p>;
    case 'heading':
      return createElement(`h${shiftHeading(node.depth, topHeading)}`, undefined, within);
    case 'emphasis':
      return <em>{within}</em>;
    case 'strong':
      return <strong>{within}</strong>;
    case 'delete':
      return <del>{within}</del>;
    case 'blockquote':
      return <blockquote>{within}</blockquote>;
    case 'break':
      return <br />;
    case 'thematicBreak':
      return <hr />;
    case 'list':
      return <MarkdownList list={node} topHeading={topHeading} />;
    case 'link':
      return <MarkdownLink link={node}>{within}</MarkdownLink>;
    case 'image':
      return (
        <span>
          <span>{node.alt ? 'Image: ' : 'Image without description'}</span>
          {node.alt}
          <Address address={node.url} title={node.title} />
        </span>
      );
    case 'table':
      return <MarkdownTable table={node} topHeading={topHeading} />;
    default:
      return within;
  }
}

export function Children({
  nodes,
  topHeading,
}: {
  readonly nodes: readonly RootContent[];
  readonly topHeading: number;
}) {
  // biome-ignore lint/suspicious/noArrayIndexKey: a parsed text does not change
  return nodes.map((node, index) => <MarkdownNode key={index} node={node} topHeading={topHeading} />);
}

/** Formulas of several lines keep them. */
function Source({ text }: { readonly text: string }) {
  return text.includes('\n') && /\\\[|\$\$/.test(text) ? <span className="tex">{text}</span> : text;
}

function CodeBlock({ code, language }: { readonly code: string; readonly language: string }) {
  return (
    <>
      {language !== '' && <div className="code-language">{language}</div>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and without a tab stop the keyboard could not */}
      <pre tabIndex={0}>
        <code>{code}</code>
      </pre>
    </>
  );
}

/** Numbers are shown as the model wrote them: a list that it broke into pieces goes on counting. */
function MarkdownList({ list, topHeading }: { readonly list: List; readonly topHeading: number }) {
  const isLoose = list.spread === true || list.children.some(({ spread }) => spread === true);
  const items = list.children.map((item, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a parsed text does not change
    <MarkdownItem key={index} item={item} isLoose={isLoose} topHeading={topHeading} />
  ));
  return list.ordered ? <ol start={list.start ?? 1}>{items}</ol> : <ul>{items}</ul>;
}

interface ItemProps {
  readonly item: ListItem;
  readonly isLoose: boolean;
  readonly topHeading: number;
}

function MarkdownItem({ item, isLoose, topHeading }: ItemProps) {
  const marker = item.data?.marker ?? '';
  return (
    <li>
      {marker !== '' && <span className="marker">{marker} </span>}
      {item.children.map((node, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a parsed text does not change
        <Fragment key={index}>
          {node.type === 'paragraph' && !isLoose ? (
            <Children nodes={node.children} topHeading={topHeading} />
          ) : (
            <MarkdownNode node={node} topHeading={topHeading} />
          )}
        </Fragment>
      ))}
    </li>
  );
}

/** Without an address that is safe to follow it is text. Where the text says something else, the address stands beside it. */
function MarkdownLink({ link, children }: { readonly link: Link; readonly children: ReactNode }) {
  const href = safeAddress(link.url);
  const address = link.data?.isSpelledOut === true && textOf(link) !== link.url && (
    <Address address={link.url} title={link.title} />
  );
  if (href === undefined) {
    return (
      <span>
        {children}
        {address}
      </span>
    );
  }
  return (
    <>
      <a href={href} target="_blank" rel="noopener noreferrer">
        {children}
      </a>
      {address}
    </>
  );
}

function Address({ address, title }: { readonly address: string; readonly title: string | null | undefined }) {
  if (address === '' && !title) return null;
  return (
    <span className="address">
      {' '}
      ({address}
      {title ? ` “${title}”` : ''})
    </span>
  );
}

function textOf(node: Nodes): string {
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}

function MarkdownTable({ table, topHeading }: { readonly table: Table; readonly topHeading: number }) {
  const [head, ...rows] = table.children;
  const row = (cells: TableRow, tag: 'th' | 'td', key: number) => (
    <tr key={key}>
      {cells.children.map((cell, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a parsed text does not change
        <Cell key={column} cell={cell} tag={tag} align={table.align?.[column] ?? undefined} topHeading={topHeading} />
      ))}
    </tr>
  );
  return (
    <div className="relative overflow-x-auto">
      <table>
        {head !== undefined && <thead>{row(head, 'th', 0)}</thead>}
        <tbody>{rows.map((cells, index) => row(cells, 'td', index))}</tbody>
      </table>
    </div>
  );
}

interface CellProps {
  readonly cell: TableCell;
  readonly tag: 'th' | 'td';
  readonly align: 'left' | 'right' | 'center' | undefined;
  readonly topHeading: number;
}

/** A line break in a cell can be written as `<br>` only. */
function Cell({ cell, tag, align, topHeading }: CellProps) {
  const content = cell.children.map((node, index) =>
    node.type === 'html' && /^<br *\/?>$/i.test(node.value) ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a parsed text does not change
      <br key={index} />
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: a parsed text does not change
      <MarkdownNode key={index} node={node} topHeading={topHeading} />
    ),
  );
  return createElement(tag, align === undefined ? undefined : { style: { textAlign: align } }, content);
}
