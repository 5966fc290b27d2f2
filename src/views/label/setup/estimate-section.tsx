import { callLimits } from '../../../store/label/call-limits';
import type { CheckState } from '../../../store/label/label-state';
import { missingFile } from '../../../store/label/missing-file';
import { modelsOf } from '../../../store/label/select-models';
import { Icon } from '../../ui/icon';
import { useStudio } from '../../use-studio';
import { estimateError, estimateWords, paceWords } from '../run/progress';
import { useSetup, useShownRun } from '../use-label-work';

/** What a press of Train will cost; and how far off that was for the run on the screen. */
export function EstimateSection() {
  const check = useStudio((state) => state.label.check);
  const setup = useSetup();
  const settings = useStudio((state) => state.settings);
  const { trainModel, evalModel } = modelsOf(setup, settings);
  const models = [trainModel, evalModel];
  const run = useShownRun();
  const estimate =
    check.status === 'ready' ? check.check.estimate : check.status === 'checking' ? check.last?.estimate : undefined;
  const past =
    run !== null && run.status.status !== 'training' && run.status.status !== 'paused' ? estimateError(run) : null;
  return (
    <section className="estimate" aria-label="Estimate" aria-busy={check.status === 'checking' || undefined}>
      <details className="sec">
        <summary>
          <Icon name="right" />
          <h3>Estimate</h3>
          <span className="sum">{estimate === undefined ? unknownWords(check) : estimateWords(estimate)}</span>
        </summary>
        <div className="sec-body hint">
          <p>
            From the actual prompts, {paceWords(models, callLimits(models, settings))}. Comparisons that end early and
            answers that earlier runs already have make it cheaper.
          </p>
          {past !== null && <p>{past}</p>}
        </div>
      </details>
    </section>
  );
}

function unknownWords(check: CheckState): string {
  return missingFile(check) === null ? words[check.status] : 'file not on this device';
}

const words = { none: 'not known yet', checking: 'calculating', ready: '', refused: 'cannot be trained' } as const;
