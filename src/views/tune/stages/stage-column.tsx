import { useState } from 'react';
import { Button } from '../../ui/button';
import { Outcome } from '../../ui/chip';
import { ContentBoundary } from '../../ui/content-boundary';
import { PlainText } from '../../ui/plain-text';
import { SkeletonLines } from '../../ui/skeleton-lines';
import { ScrollFrame } from '../../ui/table/scroll-frame';
import { HalfDiff } from '../half-diff';
import { useTuning } from '../use-tune';
import { ExactPrompt } from './exact-prompt';
import { lengthWords } from './length-words';
import type { TrialColumn, TrialVerdict } from './trial-columns';

interface StageColumnProps {
  readonly column: TrialColumn;
  /** The last turn of the user. */
  readonly question: string;
  readonly isWriting: boolean;
}

/** A stage: what was asked, in small type, and what was written. */
export function StageColumn({ column, question, isWriting }: StageColumnProps) {
  const { title, stage, text, verdict, isCut } = column;
  const [isOpen, setOpen] = useState(false);
  return (
    <article className="flex min-h-0 min-w-0 flex-col" aria-label={title} aria-busy={isWriting || undefined}>
      <header className="flex min-h-9 flex-none items-center gap-2 pr-2 pl-4">
        <h3>{title}</h3>
        {text !== '' && <span className="text-ink-3 text-small">{lengthWords(text)}</span>}
        <Button
          className="ml-auto"
          variant="ghost"
          icon="log"
          label={`Exact prompt of the ${title.charAt(0).toLowerCase()}${title.slice(1)}`}
          tip="Exact prompt"
          onClick={() => setOpen(true)}
        />
      </header>
      <ScrollFrame label={`Text of ${title}`} className={bodyLook}>
        <p className="line-clamp-4 text-ink-3 text-small/[18px]">
          <Asked column={column} question={question} />
        </p>
        {verdict !== undefined && <VerdictMark verdict={verdict} />}
        {isCut && (
          <Outcome icon="warn" tone="warn" className="text-small">
            Cut at the token limit
          </Outcome>
        )}
        {text === '' && isWriting ? (
          <SkeletonLines />
        ) : (
          <ContentBoundary what={title} text={text}>
            <StageText column={column} isWriting={isWriting} />
          </ContentBoundary>
        )}
      </ScrollFrame>
      {isOpen && <ExactPrompt title={`Exact prompt: ${title}`} prompt={stage.prompt} onClose={() => setOpen(false)} />}
    </article>
  );
}

const bodyLook =
  'thin-scrollbar relative flex min-h-0 flex-1 flex-col gap-1.5 overflow-y-auto *:flex-none px-4 pb-4 focus-visible:-outline-offset-2';
const textLook = 'text-read max-medium:text-[16px]';

function Asked({ column: { stage }, question }: Pick<StageColumnProps, 'column' | 'question'>) {
  const pairs = useTuning(({ constitution }) => constitution.pairs);
  const principles = useTuning(({ constitution }) => constitution.comparisonPrinciples);
  const { about } = stage;
  if (stage.stage === 'answer' || stage.stage === 'second-answer') return <Named name="Question" words={question} />;
  if (stage.stage === 'judgement') {
    const at = principles.findIndex(({ text }) => text === about);
    return <Named name={at < 0 ? 'Principle' : `Principle ${at + 1}`} words={about} />;
  }
  const at = pairs.findIndex(({ critique, revision }) => critique === about || revision === about);
  return <Named name={at < 0 ? 'Pair' : `Pair ${at + 1}`} words={about} />;
}

function Named({ name, words }: { readonly name: string; readonly words: string }) {
  return (
    <span title={words}>
      <b className="font-medium text-ink-2">{name}:</b> {words}
    </span>
  );
}

function StageText({ column: { text, before, after }, isWriting }: Pick<StageColumnProps, 'column' | 'isWriting'>) {
  // Words that are still coming are compared when they are all there.
  if (!isWriting && before !== undefined)
    return <HalfDiff before={before} after={text} shows="after" className={textLook} />;
  if (!isWriting && after !== undefined)
    return <HalfDiff before={text} after={after} shows="before" className={textLook} />;
  return (
    <div className={textLook}>
      <PlainText text={text} />
    </div>
  );
}

function VerdictMark({ verdict }: { readonly verdict: TrialVerdict }) {
  if (verdict.kind === 'critique')
    return verdict.hasProblem ? (
      <Outcome icon="warn" tone="warn" className="text-small">
        Problem found
      </Outcome>
    ) : (
      <Outcome icon="check" tone="good" className="text-small">
        Nothing to improve
      </Outcome>
    );
  switch (verdict.picks) {
    case 'first':
    case 'second':
      return (
        <Outcome icon="picked" tone="good" className="text-small">
          Picks {verdict.picks === 'first' ? 'A' : 'B'}
        </Outcome>
      );
    case 'tie':
      return (
        <Outcome icon="minus" tone="plain" className="text-small">
          Tie
        </Outcome>
      );
    case 'unreadable':
      return (
        <Outcome icon="warn" tone="warn" className="text-small">
          Unreadable choice
        </Outcome>
      );
  }
}
