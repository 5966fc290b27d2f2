import { type KeyboardEvent, type MouseEvent, memo, useMemo, useRef, useState } from 'react';
import { isEscape } from '../../ui/enter-key';
import type { ShownToken } from './shown-token';
import { TokenButton } from './token-button';
import { type TokenLine, type TokenWord, tokenLines } from './token-lines';
import { tokenNextTo } from './walk-tokens';

interface TokenTextProps {
  /** Names the group of tokens. */
  readonly label: string;
  readonly tokens: readonly ShownToken[];
  /** Place of the token whose alternatives are open; null: of none here. */
  readonly openAt: number | null;
  readonly onOpen: (at: number | null) => void;
  /** Tokens that stand in the completion that this one left. */
  readonly shared?: number;
  /** The first one that differs from another completion; null: none. */
  readonly partsAt?: number | null;
}

/** A text as its tokens: one tab stop, arrow keys walk, a press opens the alternatives. */
export function TokenText({ label, tokens, openAt, onOpen, shared = 0, partsAt = null }: TokenTextProps) {
  const group = useRef<HTMLDivElement>(null);
  const [reached, setReached] = useState(0);
  const lines = useMemo(() => tokenLines(tokens), [tokens]);
  const stop = Math.min(openAt ?? reached, Math.max(0, tokens.length - 1));

  function press(event: MouseEvent) {
    const at = placeOf(event.target);
    if (at === null) return;
    setReached(at);
    onOpen(at === openAt ? null : at);
  }

  function walk(event: KeyboardEvent) {
    const at = placeOf(event.target);
    if (at === null || group.current === null || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isEscape(event) && openAt !== null) {
      event.preventDefault();
      onOpen(null);
      return;
    }
    const next = tokenNextTo(group.current, { at, key: event.key, count: tokens.length });
    if (next === null) return;
    event.preventDefault();
    setReached(next);
    // What is open goes along.
    if (openAt !== null) onOpen(next);
    group.current.querySelector<HTMLElement>(`[data-at="${next}"]`)?.focus();
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: no set of fields
    <div
      ref={group}
      role="group"
      aria-label={label}
      className="text-read leading-[30px] max-medium:leading-[34px]"
      onClick={press}
      onKeyDown={walk}
    >
      {lines.map((line) => (
        <Line
          key={line.words[0]?.from}
          line={line}
          openAt={within(line.words, openAt)}
          reachedAt={within(line.words, stop)}
          shared={shared}
          partsAt={within(line.words, partsAt)}
        />
      ))}
    </div>
  );
}

interface LineProps {
  readonly line: TokenLine;
  readonly openAt: number | null;
  readonly reachedAt: number | null;
  readonly shared: number;
  readonly partsAt: number | null;
}

/** Left out of the layout while it is out of sight. A line without a break may hold thousands of tokens: it is drawn in chunks. */
const Line = memo(function Line({ line, ...places }: LineProps) {
  return (
    <div
      className="[contain-intrinsic-size:auto_30px] [content-visibility:auto]"
      style={line.gaps > 0 ? { marginBottom: `${line.gaps * 30}px` } : undefined}
    >
      {chunksOf(line).map((words) => (
        <Chunk
          key={words[0]?.from}
          words={words}
          openAt={within(words, places.openAt)}
          reachedAt={within(words, places.reachedAt)}
          shared={places.shared}
          partsAt={within(words, places.partsAt)}
        />
      ))}
    </div>
  );
});

interface ChunkProps extends Omit<LineProps, 'line'> {
  readonly words: readonly TokenWord[];
}

/** Drawn again only where something in it changes: thousands of tokens are walked as quickly as a few. */
const Chunk = memo(function Chunk({ words, openAt, reachedAt, shared, partsAt }: ChunkProps) {
  return words.map(({ from, tokens }) => (
    <span key={from} className="whitespace-nowrap">
      {tokens.map((token, place) => (
        <TokenButton
          // biome-ignore lint/suspicious/noArrayIndexKey: a token is its place
          key={place}
          shown={token}
          at={from + place}
          isOpen={from + place === openAt}
          isReached={from + place === reachedAt}
          isShared={from + place < shared}
          parts={from + place === partsAt}
        />
      ))}
      <wbr />
    </span>
  ));
});

const wordsPerChunk = 40;
const chunks = new WeakMap<TokenLine, readonly (readonly TokenWord[])[]>();

/** The same lists each time, so that a chunk is known to be unchanged. */
function chunksOf(line: TokenLine): readonly (readonly TokenWord[])[] {
  const known = chunks.get(line);
  if (known !== undefined) return known;
  const count = Math.ceil(line.words.length / wordsPerChunk);
  const cut = Array.from({ length: count }, (_, chunk) =>
    line.words.slice(chunk * wordsPerChunk, (chunk + 1) * wordsPerChunk),
  );
  chunks.set(line, cut);
  return cut;
}

function within(words: readonly TokenWord[], at: number | null): number | null {
  const first = words[0]?.from ?? 0;
  const last = words.at(-1);
  const end = last === undefined ? first : last.from + last.tokens.length;
  return at !== null && at >= first && at < end ? at : null;
}

function placeOf(target: EventTarget): number | null {
  const at = target instanceof Element ? target.closest('[data-at]')?.getAttribute('data-at') : null;
  return at === null || at === undefined ? null : Number(at);
}
