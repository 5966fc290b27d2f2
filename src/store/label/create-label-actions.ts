import type { WorkPort } from '../../core/work-port';
import type { ActionContext } from '../context';
import { batchActions } from './batch-actions';
import { setupChecks } from './check-setup';
import { classifyActions } from './classify-actions';
import { fileActions } from './file-actions';
import { importActions } from './import-actions';
import { jobActions } from './job-actions';
import type { LabelActions } from './label-actions';
import { labelContext } from './label-context';
import { reasonActions } from './reason-actions';
import { rescoreActions } from './rescore-actions';
import { ruleActions } from './rule-actions';
import { sampleActions } from './sample-actions';
import { setupActions } from './setup-actions';
import { trainActions } from './train-actions';

/** Everything that Label can ask for: a chunk of its own, fetched by `createActions`. */
export function createLabelActions(studio: ActionContext, labeler: WorkPort): LabelActions {
  const context = labelContext(studio, labeler);
  const checks = setupChecks(context);
  return {
    ...setupActions(context, checks),
    ...fileActions(context, checks),
    ...sampleActions(context, checks),
    ...trainActions(context, checks),
    ...ruleActions(context),
    ...rescoreActions(context),
    ...reasonActions(context),
    ...classifyActions(context),
    ...jobActions(context),
    ...batchActions(context),
    ...importActions(context),
  };
}
