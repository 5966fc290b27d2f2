import { useRef, useState } from 'react';
import { countId, followedCounts } from '../../../core/adherence/counts';
import { checksOf, mostQuestions, type WordingChecks } from '../../../core/adherence/wording-checks';
import type { Principle } from '../../../core/constitution/principle';
import { Button } from '../../ui/button';
import { Row } from '../../ui/row';
import { SaveRow } from '../../ui/save-row';
import { TextArea } from '../../ui/text-area';
import { useActions, useStudio } from '../../use-studio';

/** How often a principle is followed, and the questions by which that is told: nothing before the first check. */
export function PrincipleChecks({ principle: { id, text } }: { readonly principle: Principle }) {
  const checks = useStudio(({ project }) => checksOf(project.adherence.checks, text));
  const count = useStudio(({ project }) => {
    const counted = followedCounts(project.turns).get(countId(id, text));
    return counted === undefined ? '' : `followed ${counted.followed} of ${counted.of} checked`;
  });
  const [isOpen, setOpen] = useState(false);
  const toggle = useRef<HTMLButtonElement>(null);
  if (checks === undefined) return null;
  return (
    <div className="text-small">
      <Row wraps>
        {count !== '' && <span className="text-ink-2">{count}</span>}
        <Button
          ref={toggle}
          variant="quiet"
          tight
          icon={isOpen ? 'down' : 'right'}
          className="first:-ml-2"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          Checks
        </Button>
      </Row>
      {isOpen && <CheckList key={JSON.stringify(checks)} checks={checks} onLeave={() => toggle.current?.focus()} />}
    </div>
  );
}

interface CheckListProps {
  readonly checks: WordingChecks;
  /** The buttons that were pressed go. */
  readonly onLeave: () => void;
}

function CheckList({ checks, onLeave }: CheckListProps) {
  const { editChecks } = useActions().adherence;
  const [draft, setDraft] = useState(checks);
  const isChanged = JSON.stringify(draft) !== JSON.stringify(checks);
  const questions = draft.questions.map((each) => each.trim()).filter((each) => each !== '');
  const isWhole = questions.length > 0 && draft.applies.trim() !== '';
  return (
    <div className="grid gap-1.5 border-line border-l pl-3">
      <ol aria-label="Checks" className="m-0 grid list-none gap-1.5 p-0">
        <li>
          <TextArea
            autoGrow
            rows={1}
            label="When it applies"
            value={draft.applies}
            onText={(applies) => setDraft({ ...draft, applies })}
          />
        </li>
        {draft.questions.map((question, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a question is its place while it is typed
          <li key={place}>
            <TextArea
              autoGrow
              rows={1}
              label={`Question ${place + 1}`}
              value={question}
              onText={(words) => setDraft({ ...draft, questions: draft.questions.with(place, words) })}
            />
          </li>
        ))}
      </ol>
      <Row wraps className="-ml-3">
        <Button
          variant="ghost"
          icon="plus"
          unavailable={draft.questions.length >= mostQuestions ? `${mostQuestions} questions are the most.` : undefined}
          onClick={() => setDraft({ ...draft, questions: [...draft.questions, ''] })}
        >
          Add question
        </Button>
        {!isWhole && <span className="text-warn">It needs a question, and when it applies.</span>}
      </Row>
      {isChanged && (
        <SaveRow
          onSave={() => {
            if (!isWhole) return;
            onLeave();
            editChecks({ ...draft, applies: draft.applies.trim(), questions });
          }}
          onCancel={() => {
            onLeave();
            setDraft(checks);
          }}
        />
      )}
    </div>
  );
}
