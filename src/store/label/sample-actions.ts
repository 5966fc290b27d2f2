import { labelerSamples } from '../../core/labeler/samples';
import type { SetupChecks } from './check-setup';
import { doLatest } from './exclusive-work';
import { chooseFile } from './file-actions';
import type { LabelActions } from './label-actions';
import type { LabelKit } from './label-kit';

/** A file of ours that lies beside the page: chosen as a file is, with its columns known, and new rows to label where nobody chose any. */
export function sampleActions(kit: LabelKit, checks: SetupChecks): Pick<LabelActions['label'], 'openSample'> {
  return {
    async openSample(key) {
      const sample = labelerSamples.find((other) => other.key === key);
      if (sample === undefined) return;
      await doLatest(kit, 'label/sample', async (signal) => {
        const fetched = async (name: string) => {
          const blob = await kit.deps.fetchFile(`samples/${name}`);
          signal.throwIfAborted();
          return new File([blob], name, { type: 'text/csv' });
        };
        try {
          const file = await fetched(sample.file);
          const before = kit.work().setup.mapping;
          const isRead = await chooseFile(kit, checks, { which: 'training', file });
          signal.throwIfAborted();
          if (!isRead) return;
          // The author's own was kept where the very file was here before.
          if (before === null || kit.work().setup.mapping !== before) kit.setSetup({ mapping: sample.mapping });
          checks.schedule();
          if (sample.newRowsFile === null || kit.work().setup.rows !== null) return;
          await chooseFile(kit, checks, { which: 'rows', file: await fetched(sample.newRowsFile) });
        } catch (error) {
          signal.throwIfAborted();
          kit.notify({
            title: `“${sample.name}” could not be fetched`,
            body: `The sample lies beside this page, and the browser did not get it. Check the connection and try again. It said: ${reasonOf(error)}`,
          });
        }
      });
    },
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
