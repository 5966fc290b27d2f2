import { failingGate } from '../../core/calls/gate';
import { paidModels } from '../../core/calls/paid-calls';
import { createPredictor } from '../../core/labeler/prediction/predict';
import { predictRows } from '../../core/labeler/prediction/predict-rows';
import { applyRuleMutation, type Rulebook } from '../../core/labeler/rules/rulebook';
import { labelNames } from '../../core/labeler/rules/rulebook-content';
import type { EvaluatedRow } from '../../core/labeler/run/labeler-run';
import { ruleEffect } from '../../core/labeler/score/paired';
import type { Pair } from '../../core/labeler/score/tally';
import { memorisingGuard } from '../../core/labeler/training/memorising';
import { proposeMutations } from '../../core/labeler/training/propose-mutations';
import { err, ok } from '../../core/result';
import type { WorkContext, WorkTable } from '../work/work-context';

/** Who pays for what is asked between runs. */
const byHand = 'by-hand';

type ClassifyMethods = Pick<WorkTable, 'classify' | 'rule-effects' | 'propose-for'>;

export function classifyMethods(work: WorkContext): ClassifyMethods {
  return {
    async classify({ classifier, rows, model: ref, limits }, { signal, tell }) {
      const scope = failingGate(signal);
      const models = paidModels({ paidBy: byHand, limits, ...scope }, work);
      const predictions = predictRows(rows, { classifier, ref, models, signal: scope.signal });
      for (const [index, prediction] of predictions.entries()) tell({ index, prediction: await prediction });
      return null;
    },

    async 'rule-effects'({ classifier, rows, score, model: ref, limits }, { signal, tell }) {
      const scope = failingGate(signal);
      const model = paidModels({ paidBy: byHand, limits, ...scope }, work).model(ref);
      const predictor = createPredictor({ model, settings: classifier.settings, signal: scope.signal });
      const read = async (rulebook: Rulebook) => pairsOf(rows, await Promise.all(predictor.predict(rulebook, rows)));
      const { rulebook } = classifier;
      const labels = labelNames(rulebook);
      const withRule = read(rulebook);
      // All at once: the queue holds back what there is no place for. Told in the order of the rules.
      const effects = rulebook.labels.flatMap(({ label, rules }) =>
        rules.map(async ({ id: ruleId, text: was }) => {
          const without = read(applyRuleMutation(rulebook, { kind: 'delete', label, ruleId, was }));
          const { seed } = classifier.settings;
          // Together: when both are given up, neither is left for nobody to hear of.
          const [present, left] = await Promise.all([withRule, without]);
          return ruleEffect({ ruleId, withRule: present, without: left, score, labels, seed });
        }),
      );
      for (const effect of effects) effect.catch(() => undefined); // whoever waits for it hears of it
      for (const effect of effects) tell(await effect);
      return null;
    },

    async 'propose-for'({ model: ref, ...request }, { signal }) {
      const scope = failingGate(signal);
      const limits = { parallelRequests: 1, requestsPerMinute: 1 };
      const model = paidModels({ paidBy: byHand, limits, ...scope }, work).model(ref);
      const { rulebook, mistake } = request;
      const guard = memorisingGuard({ task: rulebook.task, labels: labelNames(rulebook), rows: [mistake.fields] });
      let why = '';
      const { mutations, rejected } = await proposeMutations(
        { ...request, newRuleId: () => work.newId() },
        {
          model,
          guard,
          signal: scope.signal,
          onUnusable(reason) {
            why = reason;
          },
        },
      );
      if (mutations.length > 0) return ok(mutations);
      return err(nothingProposed({ why, quoted: rejected.some(({ reason }) => reason.kind === 'quotes-row') }));
    },
  };
}

function pairsOf(
  rows: readonly EvaluatedRow[],
  predictions: readonly { readonly label: string | null }[],
): readonly Pair[] {
  return rows.map(({ golden }, index) => ({ golden, predicted: predictions[index]?.label ?? null }));
}

function nothingProposed({ why, quoted }: { readonly why: string; readonly quoted: boolean }): string {
  if (why !== '') return `The train model's answer could not be used: ${why} Try again, or edit the rules by hand.`;
  if (quoted) {
    return 'The train model proposed rules that repeat this row, and such rules fit no other row. Say in your reason what holds for rows like it, or edit the rules by hand.';
  }
  return 'The train model proposed nothing that changes the rules. Give another reason, or edit the rules by hand.';
}
