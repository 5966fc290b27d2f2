import { labelerSamples } from '../../core/labeler/samples';
import type { SettledCheck } from '../settled-check';
import { chooseFile } from './file-actions';
import type { LabelActions } from './label-actions';
import type { LabelContext } from './label-context';

/** A file of ours that lies beside the page: chosen as a file is, with its columns known, and new rows to label where nobody chose any. */
export function sampleActions(context: LabelContext, checks: SettledCheck): Pick<LabelActions, 'openSample'> {
  return {
    async openSample(key) {
      const sample = labelerSamples.find((other) => other.key === key);
      if (sample === undefined) return;
      const failed = (error: unknown) =>
        context.notify({
          title: `“${sample.name}” could not be fetched`,
          body: `The sample lies beside this page, and the browser did not get it. Check the connection and try again. It said: ${reasonOf(error)}`,
        });
      await context.work.run({ scope: 'project/label/sample', failed }, async (signal) => {
        const fetched = async (name: string) => {
          const blob = await context.deps.fetchFile(`samples/${name}`);
          signal.throwIfAborted();
          return new File([blob], name, { type: 'text/csv' });
        };
        const file = await fetched(sample.file);
        const before = context.labeling().setup.mapping;
        const isRead = await chooseFile(context, checks, { which: 'training', file });
        signal.throwIfAborted();
        if (!isRead) return;
        // The author's own was kept where the very file was here before.
        if (before === null || context.labeling().setup.mapping !== before)
          context.setSetup({ mapping: sample.mapping });
        checks.schedule();
        if (sample.newRowsFile === null || context.labeling().setup.rows !== null) return;
        await chooseFile(context, checks, { which: 'rows', file: await fetched(sample.newRowsFile) });
      });
    },
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
