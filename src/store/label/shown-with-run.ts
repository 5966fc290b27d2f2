import type { LabelContext } from './label-context';
import { blankLabelState } from './label-state';

/** Another run comes to the screen: what is shown beside a run, and not kept with it, goes. */
export function forgetShown(context: LabelContext): void {
  void context.work.stop('project/label/rescore');
  void context.work.stop('project/label/effects');
  void context.work.stop('project/label/classify');
  for (const exampleId of Object.keys(context.label().reasons))
    void context.work.stop('project/label/reason', exampleId);
  const { rescore, effects, reasons, single } = blankLabelState;
  context.setLabel({ rescore, effects, reasons, single });
}
