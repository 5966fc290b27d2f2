import type { Rule, Rulebook, RuleMutation } from '../../core/labeler/rules/rulebook';
import type { Mistake, TrainedLabeler } from '../../core/labeler/run/labeler-run';
import { withHandMutation } from '../../core/labeler/training/reduce-training';
import type { LabelActions } from './label-actions';
import type { LabelContext } from './label-context';
import { blankLabelState } from './label-state';
import { findLabeler, presentRulebook, presentRun } from './select-run';

type RuleActions = Pick<LabelActions, 'addRule' | 'editRule' | 'deleteRule' | 'restoreCheckpoint'>;

/** Rules by hand. Each change is a checkpoint of its own: the way back is the checkpoint before. */
export function ruleActions(context: LabelContext): RuleActions {
  const { deps } = context;

  const changeRule = (labeler: string, ruleId: string, change: (found: Found) => RuleMutation | null) => {
    const trained = findLabeler(presentRun(context.labeling()), labeler);
    const found = trained && findRule(presentRulebook(trained), ruleId);
    const mutation = found && change(found);
    if (mutation !== null) mutateByHand(context, { labeler, mutation, because: null });
  };

  return {
    addRule(labeler, { label, text }) {
      const words = text.trim();
      if (words === '') return;
      const mutation = { kind: 'add', label, rule: { id: deps.newId(), text: words } } as const;
      mutateByHand(context, { labeler, mutation, because: null });
    },
    editRule(labeler, { ruleId, text }) {
      const words = text.trim();
      changeRule(labeler, ruleId, ({ label, rule }) =>
        words === '' || words === rule.text ? null : { kind: 'edit', label, ruleId, was: rule.text, text: words },
      );
    },
    deleteRule(labeler, ruleId) {
      changeRule(labeler, ruleId, ({ label, rule }) => ({ kind: 'delete', label, ruleId, was: rule.text }));
    },
    restoreCheckpoint(labeler, checkpointId) {
      changeLabeler(context, labeler, (trained) =>
        trained.checkpoints.some(({ id }) => id === checkpointId) ? { ...trained, currentId: checkpointId } : trained,
      );
    },
  };
}

interface ByHand {
  readonly labeler: string;
  readonly mutation: RuleMutation;
  /** The mistake that it answers, where there is one. */
  readonly because: Mistake | null;
}

/** A new checkpoint under the one on the screen, and the one on the screen from now on. */
export function mutateByHand(context: LabelContext, { labeler, mutation, because }: ByHand): void {
  const id = context.deps.newId();
  changeLabeler(context, labeler, (trained) => withHandMutation(trained, { id, mutation, because }));
}

function changeLabeler(context: LabelContext, key: string, change: (labeler: TrainedLabeler) => TrainedLabeler): void {
  const run = presentRun(context.labeling());
  const before = findLabeler(run, key);
  if (run === null || before === null) return;
  const after = change(before);
  if (after === before) return;
  context.setRun(run.id, (present) => ({
    ...present,
    labelers: present.labelers.map((each) => (each.key === key ? after : each)),
  }));
  // They were measured with the rulebook before.
  void context.work.stop('project/label/effects');
  void context.work.stop('project/label/rescore');
  const { effects, rescore } = blankLabelState;
  context.setLabel({ effects, rescore });
}

interface Found {
  readonly label: string;
  readonly rule: Rule;
}

function findRule(rulebook: Rulebook | null, ruleId: string): Found | null {
  for (const { label, rules } of rulebook?.labels ?? []) {
    const rule = rules.find(({ id }) => id === ruleId);
    if (rule !== undefined) return { label, rule };
  }
  return null;
}
