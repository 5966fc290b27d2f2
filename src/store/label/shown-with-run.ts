import { stopWork } from './exclusive-work';
import type { LabelContext } from './label-context';
import { blankLabelState } from './label-state';

/** Another run comes to the screen: what is shown beside a run, and not kept with it, goes. */
export function forgetShown(context: LabelContext): void {
  stopWork(context, 'label/rescore');
  stopWork(context, 'label/effects');
  stopWork(context, 'label/classify');
  for (const exampleId of Object.keys(context.label().reasons)) stopWork(context, `label/reason/${exampleId}`);
  const { rescore, effects, reasons, single } = blankLabelState;
  context.setLabel({ rescore, effects, reasons, single });
}
