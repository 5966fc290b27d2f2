import { useEffect, useState } from 'react';
import { modelName } from '../../../core/model/model-ref';
import type { FeedbackDraft } from '../../../core/project/project';
import { selectWorking } from '../../../store/align/align-state';
import { Button } from '../../ui/button';
import { Row } from '../../ui/row';
import { useActions, useStudio } from '../../use-studio';
import { WaitNote } from '../responses/wait-note';
import { feedbackWords } from './feedback-words';
import { useInSight } from './use-in-sight';

/** The call that turns the feedback into a change: what is under way, what it waits for, and the way out. */
export function FeedbackProgress({ draft }: { readonly draft: FeedbackDraft }) {
  const { cancelAlignment } = useActions().align;
  const box = useInSight<HTMLDivElement>();
  const wait = useStudio((state) => selectWorking(state, { about: draft.candidateId, task: 'feedback' })?.wait ?? null);
  const model = useStudio(({ settings }) => modelName(settings.alignmentModel ?? settings.promptModel));
  const name = feedbackWords[draft.kind].name.toLowerCase();
  return (
    <div ref={box} className="fb-progress">
      <Row>
        <p role="status" className="grow">
          {draft.applyAs === 'principle'
            ? `Turning your ${name} into a principle`
            : `Working your ${name} into the prompt`}
        </p>
        <Button variant="ghost" icon="x" onClick={() => cancelAlignment(draft.candidateId)}>
          Cancel
        </Button>
      </Row>
      <p className="hint">
        Asked {model}. <Seconds /> Your words stay here until it is done.
      </p>
      {wait !== null && <WaitNote wait={wait} />}
    </div>
  );
}

/** Ticks by itself. Short calls need no clock. */
function Seconds() {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = window.setInterval(() => setSeconds((before) => before + 1), 1000);
    return () => window.clearInterval(timer);
  }, []);
  return seconds < 2 ? null : <span role="timer">{seconds} s so far.</span>;
}
