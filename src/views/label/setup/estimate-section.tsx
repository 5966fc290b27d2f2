import { callLimits } from '../../../store/label/call-limits';
import type { CheckState } from '../../../store/label/label-state';
import { missingFile } from '../../../store/label/missing-file';
import { modelsOf } from '../../../store/label/select-models';
import { estimateWords, paceWords } from '../../shared/estimate-words';
import { DetailsSection } from '../../ui/details-section';
import { useStudio } from '../../use-studio';
import { estimateError } from '../run/progress';
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
    <section
      className="flex-none border-line border-t"
      aria-label="Estimate"
      aria-busy={check.status === 'checking' || undefined}
    >
      <DetailsSection
        title="Estimate"
        sum={estimate === undefined ? unknownWords(check) : estimateWords(estimate)}
        isLast
        bodyClassName="hint relative max-h-[30vh] overflow-auto"
      >
        <p>
          From the actual prompts, {paceWords(models, callLimits(models, settings))}. Comparisons that end early and
          answers that earlier runs already have make it cheaper.
        </p>
        {past !== null && <p>{past}</p>}
      </DetailsSection>
    </section>
  );
}

function unknownWords(check: CheckState): string {
  return missingFile(check) === null ? words[check.status] : 'file not on this device';
}

const words = { none: 'not known yet', checking: 'calculating', ready: '', refused: 'cannot be trained' } as const;
