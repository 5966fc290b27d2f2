import { labelTextPrompt } from '../../core/instructions/label-text';
import { classifySubject } from '../../core/labeler/prediction/classify-request';
import { labelNames } from '../../core/labeler/rules/rulebook-content';
import type { LabelerRun } from '../../core/labeler/run/labeler-run';
import { promptText } from '../../core/model/model-prompt';
import { errorData } from '../model-choice';
import type { LabelActions } from './label-actions';
import type { LabelContext } from './label-context';
import type { SingleState } from './label-state';
import { classifierOf, presentRun } from './select-run';

/** One row, typed in by hand; and from which confidence on new rows get their label. */
export function classifyActions(context: LabelContext): Pick<LabelActions, 'classify' | 'abstainBelow' | 'labelTexts'> {
  return {
    async classify(fields) {
      const run = presentRun(context.labeling());
      const classifier = run && classifierOf(run);
      if (run === null || classifier === null) return;
      const { evalModel: model } = context.modelsOfRun(run);
      const show = (single: SingleState) => context.setLabel({ single });
      const failed = (error: unknown) => show({ status: 'failed', error: errorData(error) });
      await context.work.run({ scope: 'project/label/classify', failed }, async (signal) => {
        show({ status: 'working' });
        const rows = [{ id: 'typed', fields }];
        for await (const { prediction } of context.labeler.trainer.classify(
          { classifier, rows, model, limits: context.limits([model]) },
          signal,
        )) {
          signal.throwIfAborted();
          show({ status: 'done', prediction });
        }
        signal.throwIfAborted();
        if (context.label().single.status === 'working') show({ status: 'done', prediction: notRead });
      });
    },
    async labelTexts(fields) {
      const run = presentRun(context.labeling());
      const classifier = run && classifierOf(run);
      if (run === null || classifier === null) return null;
      const { evalModel: model } = context.modelsOfRun(run);
      const { rulebook, settings } = classifier;
      const subject = classifySubject(rulebook, [{ id: 'typed', fields }], settings);
      return {
        model,
        prompt: promptText(labelTextPrompt(subject)),
        completions: labelNames(rulebook),
      };
    },
    // Files that are being labeled keep to what they began with.
    abstainBelow(confidence) {
      const run = presentRun(context.labeling());
      if (run === null || Number.isNaN(confidence)) return;
      const wanted = Math.min(1, Math.max(0, confidence));
      context.setRun(run.id, (present) =>
        wanted === (present.abstainBelow ?? 0) ? present : withThreshold(present, wanted),
      );
    },
  };
}

const notRead = { label: null, outcome: 'failed' } as const;

/** Without the field where nothing is held back: as it was before anybody chose. */
function withThreshold({ abstainBelow: _, ...run }: LabelerRun, wanted: number): LabelerRun {
  return wanted === 0 ? run : { ...run, abstainBelow: wanted };
}
