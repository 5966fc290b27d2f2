import type { LabelerPort } from '../../core/labeler/labeler-port';
import type { Kit } from '../kit';
import { abstainActions } from './abstain-actions';
import { batchActions } from './batch-actions';
import { setupChecks } from './check-setup';
import { classifyActions } from './classify-actions';
import { fileActions } from './file-actions';
import { importActions } from './import-actions';
import { jobActions } from './job-actions';
import type { LabelActions } from './label-actions';
import { labelKit } from './label-kit';
import { reasonActions } from './reason-actions';
import { rescoreActions } from './rescore-actions';
import { ruleActions } from './rule-actions';
import { sampleActions } from './sample-actions';
import { setupActions } from './setup-actions';
import { trainActions } from './train-actions';

/** Everything that Label can ask for: a chunk of its own, which `lazyLabelActions` fetches. */
export function labelWork(studio: Kit, labeler: LabelerPort): LabelActions['label'] {
  const kit = labelKit(studio, labeler);
  const checks = setupChecks(kit);
  return {
    ...setupActions(kit, checks),
    ...fileActions(kit, checks),
    ...sampleActions(kit, checks),
    ...trainActions(kit, checks),
    ...ruleActions(kit),
    ...rescoreActions(kit),
    ...reasonActions(kit),
    ...abstainActions(kit),
    ...classifyActions(kit),
    ...jobActions(kit),
    ...batchActions(kit),
    ...importActions(kit),
  };
}
