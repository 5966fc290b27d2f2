import { type KeyboardEvent, useRef, useState } from 'react';
import type { ScoredText, ScoredToken } from '../../../core/model/scoring-model';
import type { EvaluateRun } from '../../../core/playground/playground-work';
import type { ScoreFigures } from '../../../core/scoring/figures';
import { tokensKey } from '../../../store/playground/token-cache';
import { Card } from '../../ui/card';
import { classNames } from '../../ui/class-names';
import { drawnPieces, logprobWords, probabilityWords, spokenToken } from '../tokens/shown-token';
import { TokenSample } from '../tokens/token-sample';
import { usePlayground } from '../use-playground';
import { Decision } from './decision';

interface TokenBarsProps {
  readonly run: EvaluateRun;
  readonly figures: ScoreFigures;
}

/** Each token with its log-probability and its rank; the longer the bar, the greater the surprise. */
export function TokenBars({ run, figures }: TokenBarsProps) {
  const kept = usePlayground(({ tokens }) => tokens[tokensKey({ runId: run.id, place: 0 })]);
  return (
    <Card
      title="Tokens of the completion"
      note="log-probability above, rank below; the longer the bar, the greater the surprise"
      className="border-line border-t px-5 py-4 max-medium:px-4 max-medium:py-3"
    >
      {kept === null && (
        <p className="text-ink-3">Its tokens lie on the device that it was run on. Run it here to see them.</p>
      )}
      {kept?.kind === 'evaluation' && <Bars key={run.id} scored={kept.scored} />}
      <p className="mt-2 text-ink-2 text-small">
        Argmax completion: <span className="whitespace-pre-wrap wrap-anywhere">“{figures.argmaxCompletion}”</span>
      </p>
      {kept?.kind === 'evaluation' && <CountedWords scored={kept.scored} />}
      <Decision run={run} />
    </Card>
  );
}

function CountedWords({ scored: { countedOfPrompt, from } }: { readonly scored: ScoredText }) {
  return (
    <>
      {countedOfPrompt !== '' && (
        <p className="mt-1 text-ink-2 text-small">
          Counted with the completion, from the end of the prompt: <TokenSample token={countedOfPrompt} />
        </p>
      )}
      {from === 'begin-token' && (
        <p className="mt-1 text-ink-2 text-small">The prompt is empty: scored from the begin token.</p>
      )}
      {from === 'second-token' && (
        <p className="mt-1 text-ink-2 text-small">
          The prompt is empty, and this model has no begin token: scored from the second token.
        </p>
      )}
    </>
  );
}

function Bars({ scored: { tokens } }: { readonly scored: ScoredText }) {
  const group = useRef<HTMLDivElement>(null);
  const [openAt, setOpenAt] = useState(() => leastLikely(tokens));
  const lowest = Math.min(...tokens.map(({ logprob }) => logprob), -0.001);

  function walk(event: KeyboardEvent) {
    const next = nextPlace(event.key, openAt, tokens.length);
    if (next === null) return;
    event.preventDefault();
    setOpenAt(next);
    group.current?.querySelector<HTMLElement>(`[data-at="${next}"]`)?.focus();
  }

  const opened = tokens[openAt];
  return (
    <>
      <div className="thin-scrollbar relative overflow-x-auto pb-1">
        {/* biome-ignore lint/a11y/useSemanticElements: no set of fields */}
        <div
          ref={group}
          role="group"
          aria-label="Tokens of the expected completion"
          className="grid auto-cols-[minmax(52px,1fr)] grid-flow-col items-end gap-0.5"
          onKeyDown={walk}
        >
          {tokens.map((token, at) => (
            <Bar
              // biome-ignore lint/suspicious/noArrayIndexKey: a token is its place
              key={at}
              {...{ token, at, lowest }}
              isOpen={at === openAt}
              onOpen={() => setOpenAt(at)}
            />
          ))}
        </div>
      </div>
      {opened !== undefined && <Opened token={opened} />}
    </>
  );
}

function leastLikely(tokens: readonly ScoredToken[]): number {
  return tokens.reduce((least, { logprob }, at) => (logprob < (tokens[least]?.logprob ?? 0) ? at : least), 0);
}

function nextPlace(key: string, at: number, count: number): number | null {
  switch (key) {
    case 'ArrowLeft':
      return Math.max(0, at - 1);
    case 'ArrowRight':
      return Math.min(count - 1, at + 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

interface BarProps {
  readonly token: ScoredToken;
  readonly at: number;
  /** The lowest log-probability of all. */
  readonly lowest: number;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}

function Bar({ token: { token, logprob, rank }, at, lowest, isOpen, onOpen }: BarProps) {
  return (
    <button
      type="button"
      data-at={at}
      aria-expanded={isOpen}
      tabIndex={isOpen ? 0 : -1}
      aria-label={`${spokenToken(token)}: log-probability ${logprobWords(logprob)}${placeWords(rank)}`}
      className={classNames(
        'grid min-w-0 gap-0.5 rounded-m py-1 text-center text-small',
        isOpen ? 'inset-ring inset-ring-accent-line bg-accent-tint' : 'hover:bg-hover',
      )}
      onClick={onOpen}
    >
      <span className="text-ink-2">{logprobWords(logprob)}</span>
      <span
        className="w-[22px] justify-self-center rounded-t-[3px] bg-accent opacity-80 forced-colors:bg-[Highlight] forced-colors:forced-color-adjust-none"
        style={{ height: `${Math.max(3, (logprob / lowest) * 64)}px` }}
      />
      <span className="truncate whitespace-pre border-line-control border-t pt-[3px] text-ink">
        {drawnPieces(token)
          .map(({ text }) => text)
          .join('')}
      </span>
      <span className="text-ink-3 text-micro">{rank ?? '–'}</span>
    </button>
  );
}

/** Among all tokens of its step. */
function placeWords(rank: number | undefined): string {
  if (rank === undefined) return '';
  return rank === 1 ? ', the likeliest' : `, number ${rank} of its step`;
}

/** What the model would have said in its place. */
function Opened({ token: { token, logprob, rank, likeliest } }: { readonly token: ScoredToken }) {
  const others = likeliest.filter((other) => other.token !== token).slice(0, 4);
  return (
    <p className="mt-2 flex flex-wrap items-center gap-2 text-small">
      <TokenSample token={token} />
      <b>{probabilityWords(logprob)}</b>
      {rank !== undefined && <span>rank {rank}</span>}
      {others.length > 0 && (
        <span className="text-ink-2">{rank === 1 ? 'behind it came' : 'the model would have said'}</span>
      )}
      {others.map(({ token: other, logprob: of }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: equal texts may be several tokens
        <span key={place} className="flex items-center gap-1">
          <TokenSample token={other} />
          {probabilityWords(of)}
        </span>
      ))}
    </p>
  );
}
