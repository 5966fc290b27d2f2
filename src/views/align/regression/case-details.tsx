import { useState } from 'react';
import type { CaseSample } from '../../../core/cases/case';
import { verdictOf } from '../../../core/cases/outcome';
import { presentJudging } from '../../../store/cases/case-work';
import { Button } from '../../ui/button';
import { Menu } from '../../ui/menu';
import { PlainText } from '../../ui/plain-text';
import { Row } from '../../ui/row';
import { SaveRow } from '../../ui/save-row';
import { TextArea } from '../../ui/text-area';
import { useActions, useStudio } from '../../use-studio';
import { feedbackWords } from '../feedback/feedback-words';
import { focusCase, focusUnpinned } from './focus-case';
import type { ShownCase } from './use-cases';

/** All that is known of a case: what was said, what is asked, and the responses before and now beside each other. */
export function CaseDetails({ case: one, state }: ShownCase) {
  const { unpin, run } = useActions().cases;
  const isRunning = useStudio(({ align }) => align.caseWork?.status === 'running');
  const samples = state.result?.samples ?? [];
  return (
    <div className="mt-1 mb-3 ml-2 grid min-w-0 gap-2 border-line border-l pl-3 text-small">
      {one.kind !== 'rewrite' && (
        <p className="wrap-anywhere">
          <b>{feedbackWords[one.kind].name}:</b> {one.reason}
        </p>
      )}
      <Question key={one.question} id={one.id} question={one.question} />
      <div className="grid min-w-0 grid-cols-[repeat(auto-fit,minmax(9rem,1fr))] gap-2">
        <Response title="Before" text={one.response} />
        {one.kind === 'rewrite' && <Response title="Rewrite" text={one.reason} />}
        {samples.map((sample) => (
          <Sample key={sample.n} sample={sample} isOnly={samples.length === 1} />
        ))}
      </div>
      <Row wraps className="-ml-2">
        <Overrule case={one} state={state} />
        <Button
          variant="ghost"
          tight
          icon="play"
          unavailable={isRunning ? 'Cases are being run.' : undefined}
          onClick={() => run([one.id])}
        >
          Run this case
        </Button>
        <Button
          variant="ghost"
          icon="trash"
          label="Unpin"
          tip="Unpin: the feedback stays with its response"
          className="ml-auto"
          onClick={async () => {
            await unpin(one.id);
            focusUnpinned();
          }}
        />
      </Row>
    </div>
  );
}

function Question({ id, question }: { readonly id: string; readonly question: string }) {
  const { editQuestion } = useActions().cases;
  const [draft, setDraft] = useState(question);
  const isBlank = draft.trim() === '';
  return (
    <div className="grid gap-1">
      <TextArea
        label="Pass question"
        autoGrow
        rows={2}
        value={draft}
        error={isBlank ? 'The judge needs a question that a good response answers with yes.' : undefined}
        hint={draft === question ? undefined : 'Its responses will be judged anew.'}
        onText={setDraft}
      />
      {draft !== question && (
        <SaveRow
          onSave={() => {
            if (isBlank) return;
            focusCase(id);
            editQuestion(id, draft);
          }}
          onCancel={() => {
            focusCase(id);
            setDraft(question);
          }}
        />
      )}
    </div>
  );
}

function Response({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <div className="min-w-0">
      <h4 className="font-medium text-ink-2">{title}</h4>
      <div className="relative max-h-48 overflow-auto wrap-anywhere">
        <PlainText text={text} />
      </div>
    </div>
  );
}

function Sample({ sample, isOnly }: { readonly sample: CaseSample; readonly isOnly: boolean }) {
  const judge = useStudio((state) => presentJudging(state).judge);
  const verdict = verdictOf(sample, judge);
  const title = isOnly ? 'Now' : `Now, sample ${sample.n + 1}`;
  if ('failure' in sample.answer) return <Response title={title} text={sample.answer.failure} />;
  return (
    <div className="min-w-0">
      <Response title={title} text={sample.answer.text} />
      {verdict !== undefined && (
        <p className="mt-1 wrap-anywhere">
          <b>{verdictWords[verdict.verdict]}</b> {verdict.reason}
        </p>
      )}
    </div>
  );
}

const verdictWords = { passes: 'Passes.', fails: 'Fails.', unsure: 'Unsure.', unreadable: 'Not judged.' } as const;

/** The author's word over the judge's, of what the present prompt gave. */
function Overrule({ case: one, state }: ShownCase) {
  const { overrule } = useActions().cases;
  const by = state.result?.overruled?.passes;
  return (
    <Menu
      label="Overrule"
      entries={[
        { kind: 'item', icon: 'check', label: 'It passes', onSelect: () => overrule(one.id, true) },
        { kind: 'item', icon: 'x', label: 'It fails', onSelect: () => overrule(one.id, false) },
        ...(by === undefined
          ? []
          : [
              {
                kind: 'item',
                icon: 'undo',
                label: 'Leave it to the judge',
                onSelect: () => overrule(one.id, null),
              } as const,
            ]),
      ]}
      trigger={(trigger) => (
        <Button
          {...trigger}
          variant="ghost"
          tight
          icon="edit"
          unavailable={state.result === undefined ? 'Run the case first: there is no response yet.' : undefined}
        >
          Overrule
        </Button>
      )}
    />
  );
}
