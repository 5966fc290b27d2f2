import { type KeyboardEvent, lazy, type RefObject, Suspense, useLayoutEffect, useRef } from 'react';
import { candidateText } from '../../../core/conversation/candidate';
import type { FeedbackDraft } from '../../../core/project/project';
import { selectWorking } from '../../../store/align/align-state';
import type { Studio } from '../../../store/studio';
import { Button } from '../../ui/button';
import { isEscape } from '../../ui/enter-key';
import { Icon } from '../../ui/icon';
import { Segmented } from '../../ui/radio-group';
import { useActions, useStudio } from '../../use-studio';
import { candidateAt, turnById } from '../responses/shown-turn';
import { FeedbackForm } from './feedback-form';
import { FeedbackProblem } from './feedback-problem';
import { FeedbackProgress } from './feedback-progress';
import { feedbackButtonId, feedbackWords } from './feedback-words';
import { Rationales } from './rationales';
import { usePanelFocus } from './use-panel-focus';

const RewriteDifference = lazy(() => import('./rewrite-difference').then((m) => ({ default: m.RewriteDifference })));

export interface OpenPanelProps {
  readonly draft: FeedbackDraft;
  /** The turn whose responses are over the panel; null for none. */
  readonly shownId: string | null;
}

/** Forms, rationales and all: what hangs under the response. */
export function OpenPanel({ draft, shownId }: OpenPanelProps) {
  const { closeFeedback } = useActions().align;
  const title = useStudio((state) => titleOf(state, { draft, shownId }));
  const response = useStudio((state) => responseOf(state, draft));
  const working = useStudio((state) => selectWorking(state, { about: draft.candidateId, task: 'feedback' }) !== null);
  const panel = useRef<HTMLElement>(null);
  const buttonId = feedbackButtonId(draft);
  useNotch(panel, buttonId);
  usePanelFocus(panel, buttonId);

  function handleKey(event: KeyboardEvent) {
    if (!isEscape(event) || event.defaultPrevented) return;
    event.preventDefault();
    closeFeedback();
  }

  return (
    <section ref={panel} className="feedback" data-kind={draft.kind} aria-label="Feedback" onKeyDown={handleKey}>
      <header>
        <h3 tabIndex={-1}>
          <Icon name={draft.kind} />
          {title}
        </h3>
        <Speaking locked={working} />
        <Button variant="ghost" icon="x" label="Close feedback" onClick={closeFeedback} />
      </header>
      <div className="fb-scroll">
        <FeedbackProblem draft={draft} />
        <div className="fb-grid" aria-busy={working}>
          {draft.kind === 'rewrite' ? (
            <Suspense fallback={<div className="fb-diff" />}>
              <RewriteDifference draft={draft} response={response} />
            </Suspense>
          ) : (
            <Rationales draft={draft} kind={draft.kind} locked={working} />
          )}
          <div className="fb-write">
            <FeedbackForm draft={draft} response={response} working={working} />
            {working && <FeedbackProgress draft={draft} />}
          </div>
        </div>
      </div>
    </section>
  );
}

/** Who gives the feedback, in a conversation with a bot: one who switches between the two asks for what contradicts itself. */
function Speaking({ locked }: { readonly locked: boolean }) {
  const { setBot } = useActions().align;
  const isChat = useStudio(({ project }) => project.mode === 'chat');
  const speaker = useStudio(({ project }) => project.chat.speaker);
  if (!isChat) return null;
  return (
    <div className="flex min-w-0 items-center gap-2 text-ink-2 text-small max-medium:order-last max-medium:basis-full max-medium:pb-2">
      <span aria-hidden="true">Speaking as</span>
      <Segmented
        label="Speaking as"
        value={speaker}
        options={speakers}
        disabled={locked}
        onPick={(picked) => setBot({ speaker: picked })}
      />
    </div>
  );
}

const speakers = [
  { value: 'designer', label: 'Designer' },
  { value: 'end-user', label: 'End user' },
] as const;

/** `Critique of Response 2`, and of which run where another is on the screen. */
function titleOf(state: Studio, { draft, shownId }: OpenPanelProps): string {
  const turn = turnById(state.project.turns, draft.turnId);
  const n = (turn?.candidates.findIndex(({ id }) => id === draft.candidateId) ?? -1) + 1;
  const title = `${feedbackWords[draft.kind].name} of Response ${n}`;
  return turn === null || turn.id === shownId
    ? title
    : `${title} of ${turn.input.message === null ? 'run' : 'turn'} ${turn.n}`;
}

function responseOf(state: Studio, draft: FeedbackDraft): string {
  const candidate = candidateAt(state, draft);
  return candidate === null ? '' : candidateText(candidate.state);
}

/** Keeps the panel's notch under the button that opened it, whatever the width of the pane. */
function useNotch(panel: RefObject<HTMLElement | null>, buttonId: string): void {
  useLayoutEffect(() => {
    const element = panel.current;
    if (element === null) return;

    function point(from: HTMLElement) {
      const button = document.getElementById(buttonId)?.getBoundingClientRect();
      from.toggleAttribute('data-adrift', button === undefined || button.width === 0);
      if (button === undefined) return;
      const middle = button.left + button.width / 2 - from.getBoundingClientRect().left;
      from.style.setProperty('--notch', `${Math.round(middle)}px`);
    }
    const observer = new ResizeObserver(() => point(element));
    observer.observe(element);
    point(element);
    return () => observer.disconnect();
  }, [panel, buttonId]);
}
