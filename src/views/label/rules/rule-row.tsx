import { type KeyboardEvent, useMemo } from 'react';
import type { TrainedLabeler } from '../../../core/labeler/run/labeler-run';
import { diffWords } from '../../../core/prompt/diff-words';
import { Button } from '../../ui/button';
import { Chip } from '../../ui/chip';
import { Diff } from '../../ui/diff';
import type { RuleDiff } from './diff-rulebooks';
import { pathTo, removedBy } from './lineage';
import { RuleEditor } from './rule-editor';
import { RuleFacts } from './rule-facts';
import { gainWords } from './rule-words';
import type { RuleActions } from './use-rule-actions';

interface RuleRowProps {
  readonly diff: RuleDiff;
  readonly label: string;
  readonly labeler: TrainedLabeler;
  readonly actions: RuleActions;
}

const looks = { same: undefined, added: 'add', edited: 'chg', deleted: 'rem' } as const;

/** One rule, with what changed against the compared rulebook. F2 edits and Delete deletes from any of its buttons. */
export function RuleRow(props: RuleRowProps) {
  const { diff, label, labeler, actions } = props;
  if (diff.kind === 'deleted') return <DeletedRow diff={diff} labeler={labeler} />;
  const { rule, n } = diff;
  if (actions.editingId === rule.id) {
    return (
      <li data-rule={rule.id}>
        <span className="n">{n}</span>
        <RuleEditor rule={rule} actions={actions} />
      </li>
    );
  }

  const remove = () => actions.remove({ ruleId: rule.id, label, n });
  function handleKey(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || (event.key !== 'F2' && event.key !== 'Delete')) return;
    event.preventDefault();
    if (event.key === 'F2') actions.edit(rule.id);
    else remove();
  }

  return (
    // The keys are those of its buttons, which hold the focus.
    <li data-rule={rule.id} className={looks[diff.kind]} onKeyDown={handleKey}>
      <span className="n">{n}</span>
      {diff.kind === 'edited' ? <Edited was={diff.was} now={rule.text} /> : <p>{rule.text}</p>}
      <span className="acts">
        <Button variant="ghost" icon="edit" label="Edit" data-act="edit" onClick={() => actions.edit(rule.id)} />
        <Button variant="ghost" icon="trash" label="Delete" data-act="delete" onClick={remove} />
      </span>
      <RuleFacts rule={rule} change={diff.kind} labeler={labeler} />
    </li>
  );
}

function Edited({ was, now }: { readonly was: string; readonly now: string }) {
  const parts = useMemo(() => diffWords(was, now), [was, now]);
  return <Diff parts={parts} />;
}

function DeletedRow({ diff, labeler }: { readonly diff: RuleDiff; readonly labeler: TrainedLabeler }) {
  const removed = removedBy(pathTo(labeler, labeler.currentId), diff.rule.id);
  const gain = removed === undefined ? null : gainWords(removed);
  return (
    <li className="rem">
      <span className="n" aria-hidden="true" />
      <p>{diff.rule.text}</p>
      <span />
      <span className="what">
        <Chip icon="minus" tone="bad">
          deleted
        </Chip>
        {gain}
      </span>
    </li>
  );
}
