import type { RowSource, SourceRow } from '../../dataset/row-source';
import type { RowsWork } from '../../jobs/run-rows';
import { orAbstained } from '../prediction/abstain';
import type { Classifier } from '../prediction/classifier';
import { predictRows } from '../prediction/predict-rows';
import type { Prediction } from '../prediction/prediction';
import type { LabelJob } from '../run/labeler-run';
import { unlabeledRow } from './label-file';

export interface LabelWork {
  readonly job: Pick<LabelJob, 'inputs' | 'evalModel' | 'abstainBelow'>;
  readonly classifier: Classifier;
  readonly source: Pick<RowSource, 'columns'>;
  /** Calls at a time. */
  readonly parallel: number;
}

/** Labels the rows of a file with a classifier, some of them in one call. */
export function labelWork({ job, classifier, source, parallel }: LabelWork): RowsWork<SourceRow, Prediction> {
  const unlabeled = unlabeledRow(source.columns, job.inputs);
  const { examplesPerCall } = classifier.settings;
  const lot = lotSize(parallel, examplesPerCall);
  return {
    // A predictor remembers what it has read, and a file may have a million rows: so each lot has one of its own.
    begin: (rows, { models, signal }) =>
      predictRows(rows.map(unlabeled), { classifier, ref: job.evalModel, models, signal }).map((each) =>
        abstaining(each, job.abstainBelow ?? 0),
      ),
    lot,
    underWay: 2 * lot,
    // The rows of one expert come from all over a lot.
    together: classifier.experts.length > 0 && examplesPerCall > 1 ? lot : examplesPerCall,
  };
}

/** The prediction once it is there, without its label where it is less sure than that. */
export async function abstaining(prediction: Promise<Prediction>, abstainBelow: number): Promise<Prediction> {
  return orAbstained(await prediction, abstainBelow);
}

/** Enough rows for all places, and whole calls of them. */
function lotSize(parallel: number, perCall: number): number {
  return Math.max(1, Math.ceil(Math.max(parallel * 4, smallestLot / perCall))) * perCall;
}

const smallestLot = 64;
