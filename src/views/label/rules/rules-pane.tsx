import { lazy, Suspense, useMemo, useState } from 'react';
import { rulebookAt } from '../../../core/labeler/rules/rulebook-at';
import type { LabelerRun, TrainedLabeler } from '../../../core/labeler/run/labeler-run';
import { counted } from '../../shared/counted';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Icon } from '../../ui/icon';
import { Notice } from '../../ui/notice';
import { Pane, PaneBody, PaneHead } from '../../ui/pane';
import { Row } from '../../ui/row';
import { Select } from '../../ui/select';
import { ChooseModel } from '../choose-model';
import { useShownLabelerKey } from '../shown-labeler';
import { useShownLabeler, useShownRun } from '../use-label-work';
import { type CompareKey, compareOptions } from './compare-options';
import { diffRulebooks } from './diff-rulebooks';
import { checkpointOf } from './lineage';
import { OrphanEdit } from './orphan-edit';
import { checkpointName, isImported, scoreWords, sizeWords } from './rule-words';
import { RulesFoot } from './rules-foot';
import { RulesGroup } from './rules-group';
import type { RuleActions } from './use-rule-actions';
import { useRuleActions } from './use-rule-actions';

const LineageDialog = lazy(() => import('./lineage-dialog').then((m) => ({ default: m.LineageDialog })));

/** Right pane: the rules of the labeler on the screen, label by label, and where they come from. */
export function RulesPane() {
  const run = useShownRun();
  const labeler = useShownLabeler();
  const isEmpty = run === null || labeler === null || labeler.checkpoints.length === 0;
  return (
    <Pane className="pane-rules" label="Rules">
      {isEmpty ? (
        <>
          <PaneHead>
            <h2>Rules</h2>
          </PaneHead>
          <NoRules writing={run?.status.status === 'training'} />
        </>
      ) : (
        <Rules key={`${run.id} ${labeler.key}`} run={run} labeler={labeler} />
      )}
    </Pane>
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
      <PaneHead>
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
      </PaneHead>
      <div className="rules-now">
        {run.labelers.length > 1 && <LabelerSwitch labelers={run.labelers} />}
        <Row>
          <span className="small muted grow rules-whose">
            {current !== undefined && <span>{nameOf(current, labeler)}</span>}
            {current !== undefined && <span className="faint">{scoreWords(current)}</span>}
          </span>
          <Button tight variant="ghost" icon="restore" label="Lineage" onClick={() => setLineage(true)}>
            Lineage
          </Button>
        </Row>
      </div>
      <PaneBody className="rules-body">
        {run.settings?.trainModel.provider === 'practice' && (
          <Notice action={<ChooseModel />}>Lists of words by the practice model, to learn the tool on.</Notice>
        )}
        <GoneRule actions={actions} />
        <OrphanEdit rulebook={rulebook} actions={actions} />
        {diff.map((label) => (
          <RulesGroup key={label.label} diff={label} labeler={labeler} actions={actions} />
        ))}
      </PaneBody>
      <RulesFoot run={run} labeler={labeler} />
      <Suspense>{lineage && <LineageDialog run={run} labeler={labeler} onClose={() => setLineage(false)} />}</Suspense>
    </>
  );
}

function nameOf(checkpoint: TrainedLabeler['checkpoints'][number], { championId }: TrainedLabeler): string {
  const name = checkpointName(checkpoint);
  return checkpoint.id === championId && checkpoint.step !== 0 && !isImported(checkpoint) ? `${name}, champion` : name;
}

/** What the last change took out, with the way back. It stays until something else changes. */
function GoneRule({ actions: { gone, undoRemove } }: { readonly actions: RuleActions }) {
  if (gone === null) return null;
  const words = `Rule ${gone.n} of ${gone.label}`;
  return (
    <div className="p-gone">
      <Icon name="trash" />
      <span className="clip">{words} was deleted</span>
      <Button
        variant="ghost"
        icon="undo"
        label={`Undo: ${words.charAt(0).toLowerCase()}${words.slice(1)} deleted`}
        onClick={undoRemove}
      >
        Undo
      </Button>
    </div>
  );
}

/** With experts: whose rules are on the screen. */
function LabelerSwitch({ labelers }: { readonly labelers: readonly TrainedLabeler[] }) {
  const { key, show } = useShownLabelerKey();
  const shown = labelers.some((labeler) => labeler.key === key) ? key : (labelers[0]?.key ?? key);
  return <Select label="Labeler" hideLabel value={shown} options={labelers.map(option)} onPick={show} />;
}

function option({ key, region }: TrainedLabeler) {
  if (region === null) return { value: key, label: 'Single labeler' };
  const words = region.words.length === 0 ? '' : `: ${region.words.slice(0, 3).join(', ')}`;
  return { value: key, label: `Expert ${key.replace('expert-', '')}${words} (${counted(region.rows, 'row')})` };
}
