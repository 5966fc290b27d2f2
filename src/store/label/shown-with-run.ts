import { stopWork } from './exclusive-work';
import type { LabelKit } from './label-kit';
import { blankLabelState } from './label-state';

/** Another run comes to the screen: what is shown beside a run, and not kept with it, goes. */
export function forgetShown(kit: LabelKit): void {
  stopWork(kit, 'label/rescore');
  stopWork(kit, 'label/effects');
  stopWork(kit, 'label/classify');
  for (const exampleId of Object.keys(kit.label().reasons)) stopWork(kit, `label/reason/${exampleId}`);
  const { rescore, effects, reasons, single } = blankLabelState;
  kit.setLabel({ rescore, effects, reasons, single });
}
