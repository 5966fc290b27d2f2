import { lazy, Suspense, useMemo, useState } from 'react';
import { rulebookAt } from '../../../core/labeler/rules/rulebook-at';
import type { LabelerRun, TrainedLabeler } from '../../../core/labeler/run/labeler-run';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Select } from '../../ui/select';
import { useShownLabeler, useShownRun } from '../use-label-work';
import { type CompareKey, compareOptions } from './compare-options';
import { diffRulebooks } from './diff-rulebooks';
import { GoneRule } from './gone-rule';
import { LabelerSwitch } from './labeler-switch';
import { checkpointOf } from './lineage';
import { OrphanEdit } from './orphan-edit';
import { checkpointName, isImported, scoreWords, sizeWords } from './rule-words';
import { RulesFoot } from './rules-foot';
import { RulesGroup } from './rules-group';
import { useRuleActions } from './use-rule-actions';

const LineageDialog = lazy(() => import('./lineage-dialog').then((m) => ({ default: m.LineageDialog })));

/** Right pane: the rules of the labeler on the screen, label by label, and where they come from. */
export function RulesPane() {
  const run = useShownRun();
  const labeler = useShownLabeler();
  const isEmpty = run === null || labeler === null || labeler.checkpoints.length === 0;
  return (
    <section className="pane pane-rules" aria-label="Rules">
      {isEmpty ? (
        <>
          <div className="pane-head">
            <h2>Rules</h2>
          </div>
          <NoRules writing={run?.status.status === 'training'} />
        </>
      ) : (
        <Rules key={`${run.id} ${labeler.key}`} run={run} labeler={labeler} />
      )}
    </section>
  );
}

function NoRules({ writing }: { readonly writing: boolean }) {
  return writing ? (
    <EmptyState title="The first rules are being written">One for each label, from a few of its rows.</EmptyState>
  ) : (
    <EmptyState title="No rules yet">
      Train writes a rule for each label, then learns from the rows that were misread. Each rule can be edited here.
    </EmptyState>
  );
}

function Rules({ run, labeler }: { readonly run: LabelerRun; readonly labeler: TrainedLabeler }) {
  const [chosen, choose] = useState<CompareKey>('previous');
  const [lineage, setLineage] = useState(false);
  const actions = useRuleActions(run, labeler);
  const options = useMemo(() => compareOptions(labeler), [labeler]);
  const compared = options.find(({ value }) => value === chosen) ?? options[0];
  const comparedId = compared?.checkpointId ?? null;
  const { checkpoints, currentId } = labeler;
  const shownId = currentId ?? checkpoints[0]?.id ?? '';
  const rulebook = useMemo(() => rulebookAt(checkpoints, shownId), [checkpoints, shownId]);
  const diff = useMemo(() => {
    if (rulebook === null) return [];
    return diffRulebooks(comparedId === null ? null : rulebookAt(checkpoints, comparedId), rulebook);
  }, [checkpoints, comparedId, rulebook]);
  const current = checkpointOf(labeler, shownId);
  if (rulebook === null) return <NoRules writing={false} />;

  return (
    <>
      <div className="pane-head">
        <h2>Rules</h2>
        <span className="faint small clip">{sizeWords(rulebook.labels)}</span>
        <Select
          className="compare-with"
          label="Compare with"
          hideLabel
          value={compared?.value ?? 'none'}
          options={options}
          onPick={choose}
        />
      </div>
      <div className="rules-now">
        {run.labelers.length > 1 && <LabelerSwitch labelers={run.labelers} />}
        <div className="row">
          <span className="small muted grow rules-whose">
            {current !== undefined && <span>{nameOf(current, labeler)}</span>}
            {current !== undefined && <span className="faint">{scoreWords(current)}</span>}
          </span>
          <Button tight variant="ghost" icon="restore" label="Lineage" onClick={() => setLineage(true)}>
            Lineage
          </Button>
        </div>
      </div>
      <div className="pane-body rules-body">
        <GoneRule actions={actions} />
        <OrphanEdit rulebook={rulebook} actions={actions} />
        {diff.map((label) => (
          <RulesGroup key={label.label} diff={label} labeler={labeler} actions={actions} />
        ))}
      </div>
      <RulesFoot run={run} labeler={labeler} />
      <Suspense>{lineage && <LineageDialog run={run} labeler={labeler} onClose={() => setLineage(false)} />}</Suspense>
    </>
  );
}

function nameOf(checkpoint: TrainedLabeler['checkpoints'][number], { championId }: TrainedLabeler): string {
  const name = checkpointName(checkpoint);
  return checkpoint.id === championId && checkpoint.step !== 0 && !isImported(checkpoint) ? `${name}, champion` : name;
}
