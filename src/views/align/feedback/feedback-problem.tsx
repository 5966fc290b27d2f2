import type { ReactNode } from 'react';
import { type FeedbackDraft, feedbackKey } from '../../../core/project/project';
import type { Problem } from '../../../store/studio-state';
import { outcomeWords } from '../../shell/outcome-words';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { useActions, useStudio, useStudioStore } from '../../use-studio';
import { OutcomeButtons } from '../responses/outcome-buttons';
import { useInSight } from './use-in-sight';

/** Why the feedback came to nothing. The words are still in the field. */
export function FeedbackProblem({ draft }: { readonly draft: FeedbackDraft }) {
  const problem = useStudio(({ alignment }) =>
    alignment.status === 'failed' && alignment.task === 'feedback' ? alignment.problem : null,
  );
  return problem === null ? null : <Shown problem={problem} draft={draft} />;
}

function Shown(props: ProblemProps) {
  const box = useInSight<HTMLDivElement>();
  return (
    <div ref={box} className="fb-problem">
      <ProblemAlert {...props} />
    </div>
  );
}

interface ProblemProps {
  readonly problem: Problem;
  readonly draft: FeedbackDraft;
}

function ProblemAlert({ problem, draft }: ProblemProps) {
  const { submitFeedback } = useActions();
  const again = <Button onClick={submitFeedback}>Ask again</Button>;
  switch (problem.kind) {
    case 'model': {
      const { title, body, code, actions } = outcomeWords(problem.error);
      return (
        <Alert
          title={title}
          actions={
            <OutcomeButtons
              actions={actions}
              failed={{ purposes: ['propose-mutation', 'update-prompt'], error: problem.error }}
              onRetry={submitFeedback}
            />
          }
        >
          {body} <code className="faint">{code}</code> Your feedback is kept.
        </Alert>
      );
    }
    case 'unreadable':
      return (
        <Alert
          title="The reply could not be read"
          actions={
            <>
              {again}
              <WriteItYourself draft={draft} />
            </>
          }
        >
          {problem.why} Your feedback is kept.
          <Kept summary="What the model replied">{problem.raw}</Kept>
        </Alert>
      );
    case 'refused':
      return (
        <Alert title="The new prompt was refused" actions={again}>
          {problem.why} Nothing was changed, and your feedback is kept.
          <Kept summary="What the model proposed">{problem.proposal}</Kept>
        </Alert>
      );
  }
}

function Kept({ summary, children }: { readonly summary: string; readonly children: ReactNode }) {
  return (
    <details className="fb-kept">
      <summary>{summary}</summary>
      <pre>{children}</pre>
    </details>
  );
}

/** Takes the feedback over into the field for a new principle, behind whatever stands there. */
function WriteItYourself({ draft }: { readonly draft: FeedbackDraft }) {
  const { setDraft, closeFeedback } = useActions();
  const store = useStudioStore();

  function take() {
    const { feedbackTexts, newPrinciple } = store.getState().project.drafts;
    const text = feedbackTexts[feedbackKey(draft.candidateId, draft.kind)] ?? '';
    setDraft({ newPrinciple: [newPrinciple.trim(), text.trim()].filter((part) => part !== '').join(' ') });
    closeFeedback();
    document.getElementById('new-principle')?.focus();
  }

  return (
    <Button variant="ghost" onClick={take}>
      Write it yourself
    </Button>
  );
}
