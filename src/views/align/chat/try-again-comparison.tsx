import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { type ShownRetry, shownRetry } from '../../../core/alignment/retry-offer';
import { principleNumber } from '../../../core/constitution/edit-constitution';
import { isSelectable } from '../../../core/conversation/branches';
import { type Candidate, candidateText } from '../../../core/conversation/candidate';
import { diffWords, type WordChange } from '../../../core/prompt/diff-words';
import { Button } from '../../ui/button';
import { Diff } from '../../ui/diff';
import { PlainText } from '../../ui/plain-text';
import { Segmented } from '../../ui/radio-group';
import { Row } from '../../ui/row';
import { SkeletonLines } from '../../ui/skeleton-lines';
import { useActions, useStudio, useStudioStore } from '../../use-studio';
import { ResponseChecks } from '../adherence/response-checks';
import { ResponseEnd } from '../responses/response-end';
import { whyNotNow } from './chat-state';

/** The response that feedback was about and the one that came under the new prompt, side by side, until one of them is kept. */
export function TryAgainComparison() {
  const shown = useShownRetry();
  return shown === null ? null : <Comparison key={shown.retry.turnId} shown={shown} />;
}

function Comparison({ shown: { retry, before, after } }: { readonly shown: ShownRetry }) {
  const { keepNew, keepOld } = useActions().chat;
  const busy = useStudio(whyNotNow);
  const [pickedId, pick] = useState<string | null>(null);
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus({ preventScroll: true }), []);
  const candidate = after.candidates.find(({ id }) => id === pickedId) ?? firstOf(after.candidates);
  const [old, fresh] = [candidateText(before.state), candidate === undefined ? '' : candidateText(candidate.state)];
  const isWritten = candidate !== undefined && isSelectable(candidate);
  const parts = useMemo(() => (isWritten ? diffWords(old, fresh) : null), [old, fresh, isWritten]);
  if (candidate === undefined) return null;
  return (
    <section
      ref={box}
      tabIndex={-1}
      aria-label="Old and new response"
      className="flex max-h-[58%] min-h-0 flex-initial flex-col border-line border-t focus-visible:-outline-offset-2 max-medium:max-h-none max-medium:flex-none"
    >
      <Row wraps className="min-h-10 flex-none border-line border-b bg-accent-tint px-4 py-1.5 text-small">
        <PrincipleWords id={retry.principleId} />
        {after.candidates.length > 1 && (
          <Segmented
            label="New response"
            value={candidate.id}
            options={after.candidates.map(({ id }, index) => ({ value: id, label: `Response ${index + 1}` }))}
            onPick={pick}
          />
        )}
      </Row>
      <div
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and without a tab stop the keyboard could not
        tabIndex={0}
        className="thin-scrollbar relative grid min-h-0 flex-initial grid-cols-2 gap-x-4 overflow-auto px-4 py-3 focus-visible:-outline-offset-2 max-medium:grid-cols-1 max-medium:gap-y-3"
      >
        <Side title="Old response">
          {parts === null ? <PlainText text={old} /> : <Diff parts={parts.filter(({ kind }) => kind !== 'ins')} />}
        </Side>
        <Side title="New response" isBusy={isBeingWritten(candidate)}>
          <NewWords candidate={candidate} parts={parts} />
          <ResponseEnd place={{ turnId: after.id, candidateId: candidate.id }} state={candidate.state} />
        </Side>
      </div>
      <ResponseChecks
        key={candidate.id}
        place={{ turnId: after.id, candidateId: candidate.id }}
        n={after.candidates.indexOf(candidate) + 1}
      />
      {parts?.every(({ kind }) => kind === 'same') === true && (
        <p className="hint flex-none px-4 pb-2">Both say the same, word for word.</p>
      )}
      <Row wraps className="flex-none border-line border-t px-4 py-2">
        <Button
          variant="solid"
          icon="check"
          unavailable={busy ?? (isWritten ? undefined : 'There is no new response to keep.')}
          onClick={() => decide(() => keepNew(candidate.id))}
        >
          Keep the new one
        </Button>
        <Button unavailable={busy} onClick={() => decide(keepOld)}>
          Keep the old one
        </Button>
        <span className="hint">The other stays as a branch.</span>
      </Row>
    </section>
  );
}

/** The same until the response that is compared or the new turn changes: the screen renders at each token of any other. */
function useShownRetry(): ShownRetry | null {
  const store = useStudioStore();
  const after = useStudio(({ project }) => shownRetry(project)?.after ?? null);
  return useMemo(() => (after === null ? null : shownRetry(store.getState().project)), [store, after]);
}

function PrincipleWords({ id }: { readonly id: string }) {
  const n = useStudio(({ project }) => principleNumber(project.prompt.principles, id));
  const text = useStudio(({ project }) => project.prompt.principles.find((one) => one.id === id)?.text ?? '');
  return (
    <span className="min-w-0 flex-[1_1_16rem]">
      {n === 0 ? 'Answered again.' : `Answered again with principle ${n}: ${text}`}
    </span>
  );
}

interface SideProps {
  readonly title: string;
  readonly isBusy?: boolean;
  readonly children: ReactNode;
}

function Side({ title, isBusy = false, children }: SideProps) {
  return (
    <article aria-label={title} aria-busy={isBusy} className="min-w-0 wrap-anywhere">
      <h3 className="label mb-1">{title}</h3>
      <div className="text-read">{children}</div>
    </article>
  );
}

function NewWords({
  candidate,
  parts,
}: {
  readonly candidate: Candidate;
  readonly parts: readonly WordChange[] | null;
}) {
  if (parts !== null) return <Diff parts={parts.filter(({ kind }) => kind !== 'del')} />;
  const text = candidateText(candidate.state);
  return text === '' && isBeingWritten(candidate) ? <SkeletonLines /> : <PlainText text={text} />;
}

/** The first that has words, or may have. */
function firstOf(candidates: readonly Candidate[]): Candidate | undefined {
  return candidates.find((candidate) => isBeingWritten(candidate) || isSelectable(candidate)) ?? candidates[0];
}

function isBeingWritten({ state }: Candidate): boolean {
  return state.status === 'waiting' || state.status === 'streaming';
}

/** The comparison goes with the decision, and the conversation goes on at the message. */
function decide(decision: () => void): void {
  decision();
  window.setTimeout(() => {
    if (document.activeElement === document.body)
      document.querySelector<HTMLElement>('.pane-responses form textarea')?.focus();
  });
}
