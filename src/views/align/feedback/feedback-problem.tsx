import { type FeedbackDraft, feedbackKey } from '../../../core/project/project';
import { type Problem, selectProblem } from '../../../store/align/align-state';
import { Button } from '../../ui/button';
import { useActions, useStudio, useStudioStore } from '../../use-studio';
import { AlignmentProblem } from '../alignment-problem';
import { focusNewPrinciple } from '../principles/focus-row';
import { useInSight } from './use-in-sight';

/** Why the feedback came to nothing. The words are still in the field. */
export function FeedbackProblem({ draft }: { readonly draft: FeedbackDraft }) {
  const problem = useStudio((state) => selectProblem(state, { about: draft.candidateId, task: 'feedback' }));
  return problem === null ? null : <Shown problem={problem} draft={draft} />;
}

function Shown({ problem, draft }: { readonly problem: Problem; readonly draft: FeedbackDraft }) {
  const { submitFeedback } = useActions().align;
  const box = useInSight<HTMLDivElement>();
  return (
    <div ref={box} className="fb-problem">
      <AlignmentProblem
        problem={problem}
        purposes={['propose-mutation', 'update-prompt']}
        refused="The new prompt was refused"
        kept="Nothing was changed. Your feedback is kept."
        onRetry={submitFeedback}
        byHand={<WriteItYourself draft={draft} />}
        more={draft.applyAs === 'principle' && draft.kind !== 'rewrite' ? <AddAsWritten /> : null}
      />
    </div>
  );
}

/** The author's own words are a principle that no model can turn into something else. */
function AddAsWritten() {
  const { addFeedbackAsWritten } = useActions().align;
  return <Button onClick={addFeedbackAsWritten}>Add my words as they are</Button>;
}

/** Takes the feedback over into the field for a new principle, behind whatever stands there. */
function WriteItYourself({ draft }: { readonly draft: FeedbackDraft }) {
  const { setDraft, closeFeedback } = useActions().align;
  const store = useStudioStore();

  function take() {
    const { feedbackTexts, newPrinciple } = store.getState().project.drafts;
    const text = feedbackTexts[feedbackKey(draft.candidateId, draft.kind)] ?? '';
    setDraft({ newPrinciple: [newPrinciple.trim(), text.trim()].filter((part) => part !== '').join(' ') });
    closeFeedback();
    focusNewPrinciple();
  }

  return (
    <Button variant="ghost" onClick={take}>
      Write it yourself
    </Button>
  );
}
