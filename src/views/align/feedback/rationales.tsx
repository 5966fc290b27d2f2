import { own } from '../../../core/own';
import { type FeedbackDraft, feedbackKey } from '../../../core/project/project';
import type { Problem, RationalesState } from '../../../store/align/align-state';
import { CallFailure } from '../../shared/failure/call-failure';
import { OutcomeButtons } from '../../shared/failure/outcome-buttons';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { SkeletonLines } from '../../ui/skeleton-lines';
import { useActions, useStudio, useStudioStore } from '../../use-studio';
import { feedbackWords } from './feedback-words';
import { isPicked, pressRationale } from './pick-rationale';

interface RationalesProps {
  readonly draft: FeedbackDraft;
  readonly kind: 'kudos' | 'critique';
  readonly locked: boolean;
}

/** Reasons that the alignment model offers, to pick from and to go on with. */
export function Rationales({ draft, kind, locked }: RationalesProps) {
  const key = feedbackKey(draft.candidateId, kind);
  const state = useStudio(({ align }) => own(align.rationales, key));
  return (
    <div aria-busy={state?.status === 'loading'}>
      <p className="label">{feedbackWords[kind].rationales}</p>
      <RationalesBody state={state} draftKey={key} locked={locked} />
    </div>
  );
}

interface BodyProps {
  readonly state: RationalesState | undefined;
  readonly draftKey: string;
  readonly locked: boolean;
}

function RationalesBody({ state, draftKey, locked }: BodyProps) {
  const { suggestRationales } = useActions().align;
  if (state === undefined) {
    return (
      <div className="rationales-none">
        <p className="hint">None were asked for yet: this costs one call.</p>
        <Button onClick={suggestRationales}>Ask for reasons</Button>
      </div>
    );
  }
  switch (state.status) {
    case 'loading':
      return (
        <>
          <p className="hint">Reading the response for reasons</p>
          <SkeletonLines widths={[92, 84, 88]} />
        </>
      );
    case 'ready':
      return <RationaleList texts={state.rationales.map(({ text }) => text)} draftKey={draftKey} locked={locked} />;
    case 'failed':
      return <RationalesFailure problem={state.problem} />;
  }
}

interface ListProps {
  readonly texts: readonly string[];
  readonly draftKey: string;
  readonly locked: boolean;
}

function RationaleList({ texts, draftKey, locked }: ListProps) {
  const { setFeedbackText } = useActions().align;
  const store = useStudioStore();
  const written = useStudio(({ project }) => project.drafts.feedbackTexts[draftKey] ?? '');

  function press(text: string) {
    if (locked) return;
    const present = store.getState().project.drafts.feedbackTexts[draftKey] ?? '';
    setFeedbackText(pressRationale(present, text, texts));
  }

  return (
    <ul className="rationales" aria-label="Rationales">
      {texts.map((text) => {
        const picked = isPicked(written, text);
        return (
          <li key={text}>
            <button
              type="button"
              className="rationale"
              aria-pressed={picked}
              aria-disabled={locked || undefined}
              onClick={() => press(text)}
            >
              <Icon name={picked ? 'picked' : 'circle'} />
              {text}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function RationalesFailure({ problem }: { readonly problem: Problem }) {
  const { suggestRationales } = useActions().align;
  if (problem.kind !== 'model') {
    return (
      <Alert title="The reasons could not be read" actions={<Button onClick={suggestRationales}>Ask again</Button>}>
        {problem.why} You can write your own beside this.
      </Alert>
    );
  }
  const { error } = problem;
  return (
    <CallFailure
      error={error}
      actions={(helpful) => (
        <OutcomeButtons
          actions={helpful.map((action) => (action.kind === 'retry' ? { ...action, label: 'Ask again' } : action))}
          failed={{ purposes: ['suggest-rationales'], error }}
          onRetry={suggestRationales}
        />
      )}
    />
  );
}
