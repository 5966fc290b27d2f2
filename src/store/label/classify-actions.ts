import { errorData } from '../model-choice';
import { doLatest } from './exclusive-work';
import type { LabelActions } from './label-actions';
import type { LabelKit } from './label-kit';
import type { SingleState } from './label-state';
import { classifierOf, presentRun } from './select-run';

/** One row, typed in by hand. */
export function classifyActions(kit: LabelKit): Pick<LabelActions['label'], 'classify'> {
  return {
    async classify(fields) {
      const run = presentRun(kit.work());
      const classifier = run && classifierOf(run);
      if (run === null || classifier === null) return;
      const { evalModel: model } = kit.modelsOfRun(run);
      const show = (single: SingleState) => kit.setLabel({ single });
      await doLatest(kit, 'label/classify', async (signal) => {
        show({ status: 'working' });
        try {
          const rows = [{ id: 'typed', fields }];
          for await (const { prediction } of kit.labeler.classify(
            { classifier, rows, model, limits: kit.limits([model]) },
            signal,
          )) {
            signal.throwIfAborted();
            show({ status: 'done', prediction });
          }
          signal.throwIfAborted();
          if (kit.label().single.status === 'working') show({ status: 'done', prediction: notRead });
        } catch (error) {
          signal.throwIfAborted();
          show({ status: 'failed', error: errorData(error) });
        }
      });
    },
  };
}

const notRead = { label: null, outcome: 'failed' } as const;
