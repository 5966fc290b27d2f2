import { useMemo } from 'react';
import { principleNumber } from '../../../core/constitution/edit-constitution';
import type { Source } from '../../../core/constitution/principle';
import { modelName } from '../../../core/model/model-ref';
import { diffWords } from '../../../core/prompt/diff-words';
import { localDayTime } from '../../shared/time/local-time';
import { Chip } from '../../ui/chip';
import { ContentBoundary } from '../../ui/content-boundary';
import { Dialog } from '../../ui/dialog';
import { Diff } from '../../ui/diff';
import { LinkButton } from '../../ui/link-button';
import { Markdown } from '../../ui/markdown';
import { Row } from '../../ui/row';
import { useActions, useStudio } from '../../use-studio';
import { feedbackNames, placeWords, sourceOrigin } from './origin';
import { type SourceStep, sourceSteps } from './why-sources';

type FeedbackSource = Extract<Source, { readonly by: 'feedback' }>;

/** What made and changed a principle: the words of the author, and what they were about. */
export function WhyDialog({ principleId }: { readonly principleId: string }) {
  const { closeDialog } = useActions().shell;
  const principle = useStudio(({ project }) => project.prompt.principles.find(({ id }) => id === principleId));
  const n = useStudio(({ project }) => principleNumber(project.prompt.principles, principleId));
  if (principle === undefined) {
    return (
      <Dialog open onClose={closeDialog} title="Why this principle?">
        <p>This principle was deleted. Undo brings it back with everything that made it.</p>
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      onClose={closeDialog}
      title="Why this principle?"
      description={
        <>
          <span className="n">{n}</span> {principle.text}
        </>
      }
    >
      <ol className="why-sources" aria-label="Sources, newest first">
        {sourceSteps(principle).map((step) => (
          <li key={`${step.source.by} ${step.source.at} ${step.after}`}>
            <Step step={step} />
          </li>
        ))}
      </ol>
    </Dialog>
  );
}

function Step({ step }: { readonly step: SourceStep }) {
  const { source, before, after } = step;
  const origin = sourceOrigin(source);
  return (
    <>
      <Row>
        <Chip icon={origin.icon} tone={origin.tone}>
          {origin.label}
        </Chip>
        <h3>{before === null ? 'Created this principle' : 'Changed this principle'}</h3>
        <time className="faint small" dateTime={source.at}>
          {localDayTime(source.at)}
        </time>
      </Row>
      {source.by === 'import' && <p className="muted">It came with the file {source.from}.</p>}
      {source.by === 'feedback' && <FeedbackWords source={source} />}
      {before !== null && (
        <div>
          <h4 className="label">The change</h4>
          <Difference before={before} after={after} />
        </div>
      )}
    </>
  );
}

function FeedbackWords({ source }: { readonly source: FeedbackSource }) {
  const { feedback, run, response, model, verbatim, reason, speaker } = source;
  return (
    <>
      {feedback.kind === 'rewrite' ? (
        <div>
          <h4 className="label">Your rewrite</h4>
          <Difference before={response} after={feedback.text} />
        </div>
      ) : (
        <>
          <div>
            <h4 className="label">Your {feedbackNames[feedback.kind].toLowerCase()}</h4>
            <blockquote>{feedback.text}</blockquote>
          </div>
          {feedback.quote !== undefined && (
            <div>
              <h4 className="label">About this part</h4>
              <blockquote>{feedback.quote}</blockquote>
            </div>
          )}
          <Response text={response} candidate={run.candidate} />
        </>
      )}
      {reason !== undefined && (
        <div>
          <h4 className="label">Why this change</h4>
          <p>{reason}</p>
        </div>
      )}
      <p className="faint small">
        {speaker === 'end-user' && 'Said as the end user. '}
        {verbatim === true ? 'In your own words.' : `Words proposed by ${modelName(model)}.`} <RunLink run={run} />
      </p>
    </>
  );
}

/** Responses longer than this are opened when asked for. */
const shortResponse = 400;

function Response({ text, candidate }: { readonly text: string; readonly candidate: number }) {
  return (
    <details className="why-response" open={text.length <= shortResponse}>
      <summary>Response {candidate}</summary>
      <div className="why-text">
        <ContentBoundary what="This response" text={text}>
          <Markdown text={text} />
        </ContentBoundary>
      </div>
    </details>
  );
}

function RunLink({ run }: { readonly run: FeedbackSource['run'] }) {
  const {
    align,
    chat,
    shell: { closeDialog },
  } = useActions();
  const isKept = useStudio(({ project }) => project.turns.some(({ id }) => id === run.id));
  const where = `Response ${run.candidate} of ${placeWords(run)}`;
  if (!isKept) return <>{where}, which is not in this project.</>;
  return (
    <LinkButton
      label={`${where}, show it`}
      onClick={() => {
        if (run.turn === undefined) align.showTurn(run.id);
        else chat.showTurn(run.id);
        closeDialog();
      }}
    >
      {where}
    </LinkButton>
  );
}

function Difference({ before, after }: { readonly before: string; readonly after: string }) {
  const parts = useMemo(() => diffWords(before, after), [before, after]);
  return <Diff parts={parts} />;
}
