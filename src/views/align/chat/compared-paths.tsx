import { useMemo } from 'react';
import { candidateText } from '../../../core/conversation/candidate';
import { pathTo } from '../../../core/conversation/tree';
import type { Turn } from '../../../core/conversation/turn';
import { counted } from '../../shared/counted';
import { ContentBoundary } from '../../ui/content-boundary';
import { Diff } from '../../ui/diff';
import { Markdown } from '../../ui/markdown';
import { PlainText } from '../../ui/plain-text';
import { useStudio } from '../../use-studio';
import { comparedTurns, type SentWith, type TurnPair } from './compare-turns';

interface ComparedPathsProps {
  /** The turns that they end with. */
  readonly left: string;
  readonly right: string;
}

/** Two paths side by side from where they part, turn by turn, with what each turn was sent with. */
export function ComparedPaths({ left, right }: ComparedPathsProps) {
  const turns = useStudio(({ project }) => project.turns);
  const botName = useStudio(({ project }) => project.chat.botName.trim() || 'Bot');
  const { shared, pairs } = useMemo(
    () => comparedTurns(pathTo(turns, left), pathTo(turns, right)),
    [turns, left, right],
  );
  return (
    <>
      <p className="hint">{pairs.length === 0 ? 'They are the same.' : sharedWords(shared)}</p>
      {pairs.map((pair) => (
        <Pair key={pair.n} pair={pair} botName={botName} />
      ))}
    </>
  );
}

function sharedWords(shared: number): string {
  if (shared === 0) return 'They part at the beginning.';
  return shared === 1
    ? 'The first exchange is the same in both.'
    : `The first ${counted(shared, 'exchange')} are the same in both.`;
}

interface PairProps {
  readonly pair: TurnPair;
  readonly botName: string;
}

function Pair({ pair, botName }: PairProps) {
  const { n, left, right, sentWith } = pair;
  return (
    <section className="border-line border-t pt-3" aria-label={`Exchange ${n}`}>
      {sentWith !== null && <SentWithWords sentWith={sentWith} />}
      <div className="grid grid-cols-2 gap-4">
        <Side side={left} botName={botName} />
        <Side side={right} botName={botName} />
      </div>
    </section>
  );
}

/** Above the first exchange that it is of. */
function SentWithWords({ sentWith: { differences, prompt } }: { readonly sentWith: SentWith }) {
  return (
    <div className="mb-3 grid gap-1 rounded-m bg-sunken px-3 py-2 text-ink-2 text-small/[18px]">
      {differences.length === 0 && prompt === null && <p>Sent with the same prompt, model and settings.</p>}
      {differences.map((words) => (
        <p key={words}>{words}</p>
      ))}
      {prompt !== null && (
        <>
          <p>The prompt, from left to right:</p>
          <Diff parts={prompt} className="text-ui whitespace-pre-wrap wrap-anywhere" />
        </>
      )}
    </div>
  );
}

function Side({ side, botName }: { readonly side: TurnPair['left']; readonly botName: string }) {
  if (side === null) return <p className="text-ink-3">Nothing was said here.</p>;
  const { turn, reply, isSelected } = side;
  const { message } = turn.input;
  const text = reply === null ? '' : candidateText(reply.state);
  return (
    <div className="min-w-0 wrap-anywhere">
      {message !== null && message.isCue !== true && (
        <>
          <p className="font-bold text-ink-2 text-small">You</p>
          <PlainText text={message.text} />
        </>
      )}
      <p className="mt-2 text-ink-3 text-small">
        <b className="font-bold text-ink-2">{botName}</b>
        {reply !== null && !isSelected && ' · not selected yet'}
      </p>
      {reply === null ? (
        <p className="text-ink-3">{isBeingWritten(turn) ? 'It is being written.' : 'There is no reply.'}</p>
      ) : (
        <ContentBoundary what="This reply" text={text}>
          <Markdown text={text} topHeading={4} />
        </ContentBoundary>
      )}
    </div>
  );
}

function isBeingWritten({ candidates }: Turn): boolean {
  return candidates.some(({ state }) => state.status === 'waiting' || state.status === 'streaming');
}
