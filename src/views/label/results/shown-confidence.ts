import { choiceCodes } from '../../../core/instructions/label-codes';
import type { LabelerRun } from '../../../core/labeler/run/labeler-run';
import { type Calibration, calibrationOf, type SurePair } from '../../../core/labeler/score/calibration';
import { type Coverage, coverageCurve, thresholdFor } from '../../../core/labeler/score/coverage';
import { capabilitiesOf } from '../../../core/model/known-capabilities';
import { type ModelRef, modelName } from '../../../core/model/model-ref';
import { counted, whole } from '../../shared/counted';
import { formatNumber } from '../../ui/number-draft';
import { interval2, score2, score3 } from './figures';
import { labelsOf, type ReadRow } from './shown-evaluation';

/** What the confidences of an evaluation are worth. */
export interface ShownConfidence {
  readonly pairs: readonly SurePair[];
  readonly calibration: Calibration;
  /** From the surest rows to all that have a label. */
  readonly curve: readonly Coverage[];
  readonly offers: readonly Offer[];
}

/** A threshold that reaches a round accuracy on these rows. */
export interface Offer {
  readonly accuracy: number;
  readonly coverage: Coverage;
}

/** Null when no label has a confidence. */
export function shownConfidence(rows: readonly ReadRow[]): ShownConfidence | null {
  const pairs = rows.map(({ golden, prediction: { label, confidence } }): SurePair => {
    const pair = { golden, predicted: label };
    return confidence === undefined ? pair : { ...pair, confidence };
  });
  const calibration = calibrationOf(pairs);
  if (calibration === null) return null;
  const curve = coverageCurve(pairs);
  return { pairs, calibration, curve, offers: offersOf(curve) };
}

const roundAccuracies = [0.8, 0.9, 0.95, 0.99];
const mostOffers = 2;
/** Of fewer labels chance alone makes all of them right, somewhere. */
const fewestLabeled = 10;

/** The next round accuracies above what all rows together reach, where some threshold reaches them. */
function offersOf(curve: readonly Coverage[]): readonly Offer[] {
  const now = curve.at(-1)?.accuracy ?? 0;
  return roundAccuracies
    .filter((accuracy) => accuracy > now)
    .flatMap((accuracy) => {
      const coverage = thresholdFor(curve, accuracy);
      return coverage === null || coverage.labeled < fewestLabeled ? [] : [{ accuracy, coverage }];
    })
    .slice(0, mostOffers);
}

/** Why no label has a confidence, and what would give one. */
export function withoutConfidence(run: LabelerRun): string {
  const use = run.status.status === 'imported' ? run.status.use : undefined;
  const model = run.settings?.evalModel ?? use?.evalModel ?? null;
  if (model === null) return 'These labels came without a confidence.';
  const name = modelName(model);
  const { choices, settings } = capabilitiesOf(model);
  if (choices === true) {
    if (rowsPerCall(run) > 1)
      return `${name} tells its confidence where each row has a call of its own: set Examples per call to 1, and train again.`;
    if (choiceCodes({ labels: labelsOf(run).length, examplesPerCall: 1 }, { choices }) === null)
      return `${name} tells its confidence for up to 62 labels, and here are more.`;
    return `${name} told no confidence for these rows.`;
  }
  return settings.logprobs === true ? `${name} sent no log-probabilities with these labels. ${choices}` : choices;
}

function rowsPerCall({ settings, status }: LabelerRun): number {
  const use = status.status === 'imported' ? status.use : undefined;
  return settings?.hyperparameters.examplesPerCall ?? use?.classify.examplesPerCall ?? 1;
}

/** What the run's threshold does to a file of new rows that this model reads; null where there is none. */
export function abstainWords(run: LabelerRun, evalModel: ModelRef): string | null {
  const { abstainBelow = 0 } = run;
  if (abstainBelow === 0) return null;
  const held = `Rows of a file that are less sure than ${formatNumber(abstainBelow)} are left without a label.`;
  const capabilities = capabilitiesOf(evalModel);
  const asked = { labels: labelsOf(run).length, examplesPerCall: rowsPerCall(run) };
  if (choiceCodes(asked, capabilities) !== null) return held;
  const name = modelName(evalModel);
  if (capabilities.settings.logprobs === true)
    return `${held} That is for labels that come with a confidence, which ${name} may not send: the others are kept.`;
  return `Every row keeps its label, although those less sure than ${formatNumber(abstainBelow)} are not wanted: ${name} tells no confidence.`;
}

/** The reliability diagram in words. */
export function calibrationWords(calibration: Calibration): string {
  const { rows, error } = calibration;
  const apart = `On ${counted(rows, 'row')}, confidence and accuracy lie ${score3(error)} apart on average (expected calibration error).`;
  return `${apart} ${leaning(calibration)}`;
}

/** What may be chance is told as no difference. */
function leaning({ confidence, accuracy, interval }: Calibration): string {
  const figures = `mean confidence ${score2(confidence)}, accuracy ${score2(accuracy)}`;
  if (confidence > interval.high) return `The model is surer than it is right: ${figures}.`;
  if (confidence < interval.low) return `The model is right more often than it is sure: ${figures}.`;
  return `On the whole it is about as sure as it is right, as far as these rows can tell: ${figures}.`;
}

/** `71 of 100 rows keep a label, and 0.930 of them are right (0.85 to 0.97). 27 are held back, 2 are unread.` */
export function coverageWords({ labeled, accuracy, interval, heldBack, unread }: Coverage): string {
  const rows = counted(labeled + heldBack + unread, 'row');
  const kept = `${whole(labeled)} of ${rows} ${labeled === 1 ? 'keeps' : 'keep'} a label`;
  const right = accuracy === null ? '' : `, accuracy ${score3(accuracy)} (${interval2(interval)})`;
  const left = [heldBack > 0 && `${whole(heldBack)} held back`, unread > 0 && `${whole(unread)} unread`].filter(
    (part) => part !== false,
  );
  return `${kept}${right}.${left.length === 0 ? '' : ` ${left.join(', ')}.`}`;
}

/** `90% accuracy keeps 71% of rows` */
export function offerWords({ accuracy, coverage }: Offer): string {
  return `${percent(accuracy)} accuracy keeps ${percent(coverage.share)} of rows`;
}

/** Rounded, and never to all or nothing where it is not. */
export function percent(share: number): string {
  const rounded = Math.round(share * 100);
  if (rounded === 100 && share < 1) return '99%';
  return rounded === 0 && share > 0 ? '1%' : `${rounded}%`;
}
