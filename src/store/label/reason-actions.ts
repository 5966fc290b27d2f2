import type { Rulebook, RuleMutation } from '../../core/labeler/rules/rulebook';
import type { Mistake } from '../../core/labeler/run/labeler-run';
import { own } from '../../core/own';
import { errorData } from '../model-choice';
import { correctionsOf } from './corrections';
import type { LabelActions } from './label-actions';
import type { LabelContext } from './label-context';
import type { ReasonState } from './label-state';
import { mutateByHand } from './rule-actions';
import {
  findLabeler,
  goldenOf,
  hyperparametersOf,
  presentCheckpoint,
  presentRulebook,
  presentRun,
  readRow,
} from './select-run';

type ReasonActions = Pick<LabelActions, 'giveReason' | 'applyProposal' | 'dismissReason'>;

/** The author says why a row is read wrongly: that becomes a change of the rules, which they may take or leave. */
export function reasonActions(context: LabelContext): ReasonActions {
  const { label, setLabel } = context;

  const show = (exampleId: string, state: ReasonState) =>
    setLabel({ reasons: { ...label().reasons, [exampleId]: state } });

  const dismiss = (exampleId: string) => {
    void context.work.stop('project/label/reason', exampleId);
    const { [exampleId]: _, ...reasons } = label().reasons;
    setLabel({ reasons });
  };

  return {
    giveReason(exampleId, reason) {
      const given = reason.trim();
      const fail = (message: string) => show(exampleId, { status: 'failed', reason: given, message });
      const failed = (error: unknown) => fail(errorData(error).message);
      return context.work.run({ scope: 'project/label/reason', key: exampleId, failed }, async (signal) => {
        const misread = findMisread(context, exampleId);
        if (typeof misread === 'string') return fail(misread);
        show(exampleId, { status: 'working', reason: given });
        const found = await context.labeler.trainer.proposeFor({ ...misread.request, reason: given }, signal);
        signal.throwIfAborted();
        if (found.ok) show(exampleId, { status: 'proposed', reason: given, mutations: found.value });
        else fail(found.error);
      });
    },
    applyProposal(exampleId, mutation) {
      const misread = findMisread(context, exampleId);
      const diagnosis = own(label().reasons, exampleId)?.reason ?? '';
      if (typeof misread === 'string') {
        show(exampleId, { status: 'failed', reason: diagnosis, message: misread });
        return;
      }
      if (!isStillMeant(misread.request.rulebook, mutation)) {
        show(exampleId, { status: 'failed', reason: diagnosis, message: outdated });
        return;
      }
      const because: Mistake = { ...misread.request.mistake, checkpointId: misread.checkpointId, diagnosis };
      mutateByHand(context, { labeler: misread.labeler, mutation, because });
      dismiss(exampleId);
    },
    dismissReason: dismiss,
  };
}

/** The rules may have been changed since it was proposed: an edit would then write over words that it does not know. */
function isStillMeant(rulebook: Rulebook, mutation: RuleMutation): boolean {
  if (mutation.kind === 'add') return rulebook.labels.some(({ label }) => label === mutation.label);
  const rules = rulebook.labels.find(({ label }) => label === mutation.label)?.rules ?? [];
  return rules.some(({ id, text }) => id === mutation.ruleId && text === mutation.was);
}

const outdated =
  'This proposal is outdated: the rule that it changes has been changed or removed since. Nothing was changed. Give the reason again for a proposal that fits the present rules.';

/** The row, as a mistake to answer; or why there is none, in a sentence. */
function findMisread(context: LabelContext, exampleId: string) {
  const run = presentRun(context.labeling());
  const read = run && readRow(run, exampleId);
  const trained = read && findLabeler(run, read.labeler);
  const checkpoint = trained && presentCheckpoint(trained);
  const rulebook = trained && presentRulebook(trained);
  if (run === null || read === null || checkpoint === null || rulebook === null) {
    return 'This row has not been read by the labeler on the screen. Press Re-score, then give the reason again.';
  }
  const { row, prediction } = read;
  const golden = goldenOf(row, correctionsOf(context.labeling(), run));
  if (prediction.label === null) {
    return 'The labeler gave no label for this row, so no rule is to blame. Press Re-score to read it again.';
  }
  if (prediction.label === golden) {
    return `The labeler gave this row the label “${golden}”, which is its golden label: there is nothing to mend.`;
  }
  const { mutationsPerMistake, truncateWords, trainTemperature, seed } = hyperparametersOf(run);
  const { ruleId } = prediction;
  const request = {
    rulebook,
    mistake: {
      row: row.row,
      exampleId: row.id,
      fields: row.fields,
      golden,
      predicted: prediction.label,
      ...(ruleId === undefined ? {} : { ruleId }),
    },
    mutations: mutationsPerMistake,
    model: context.modelsOfRun(run).trainModel,
    truncateWords,
    temperature: trainTemperature,
    seed,
  };
  return { request, labeler: read.labeler, checkpointId: checkpoint.id };
}
