import type { FormEvent, KeyboardEvent } from 'react';
import { type FeedbackDraft, feedbackKey } from '../../../core/project/project';
import { isAligning } from '../../../store/align/align-state';
import { Button } from '../../ui/button';
import { isEnter } from '../../ui/enter-key';
import { RadioGroup } from '../../ui/radio-group';
import { TextArea } from '../../ui/text-area';
import { useActions, useStudio } from '../../use-studio';
import { feedbackWords } from './feedback-words';
import { whyNoSubmit } from './submit-state';

interface FeedbackFormProps {
  readonly draft: FeedbackDraft;
  readonly response: string;
  /** It is being worked in: the words stay to be read, and cannot be changed. */
  readonly working: boolean;
}

/** The author's own words, and what is to become of them. */
export function FeedbackForm({ draft, response, working }: FeedbackFormProps) {
  const { setFeedbackText, setApplyAs, submitFeedback } = useActions().align;
  const text = useStudio(
    ({ project }) => project.drafts.feedbackTexts[feedbackKey(draft.candidateId, draft.kind)] ?? '',
  );
  const isElsewhere = useStudio((state) => isAligning(state, { except: draft.candidateId }));
  const unavailable = whyNoSubmit({ kind: draft.kind, text, response, isElsewhere });
  const words = feedbackWords[draft.kind];

  function submit(event: FormEvent | KeyboardEvent) {
    event.preventDefault();
    if (unavailable === undefined && !working) submitFeedback();
  }

  return (
    <form className="fb-form" onSubmit={submit}>
      {draft.quote !== '' && <Quote quote={draft.quote} />}
      <TextArea
        label={words.field}
        aria-label="Feedback"
        autoGrow
        className="grow"
        rows={3}
        value={text}
        placeholder={words.placeholder}
        readOnly={working}
        aria-keyshortcuts="Control+Enter Meta+Enter"
        onText={setFeedbackText}
        onKeyDown={(event) => {
          // Here the shortcut of Run means the feedback: that is what the author is writing.
          if (isEnter(event) && (event.ctrlKey || event.metaKey)) submit(event);
        }}
      />
      <div className="fb-apply">
        <RadioGroup
          label="Apply feedback as"
          value={draft.applyAs}
          options={applyOptions}
          disabled={working}
          onPick={setApplyAs}
        />
        <Button variant="solid" type="submit" className="fb-submit" pending={working} unavailable={unavailable}>
          Submit feedback
        </Button>
      </div>
    </form>
  );
}

const applyOptions = [
  { value: 'principle', label: 'Create principle' },
  { value: 'prompt', label: 'Update prompt directly' },
] as const;

function Quote({ quote }: { readonly quote: string }) {
  return (
    <p className="fb-quote small">
      <span className="label">About</span> <q>{quote}</q>
    </p>
  );
}
