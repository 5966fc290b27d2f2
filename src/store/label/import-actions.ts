import { importLabeler } from '../../core/labeler-files/import-labeler';
import { errorData } from '../model-choice';
import { doLatest } from './exclusive-work';
import type { LabelActions } from './label-actions';
import type { LabelKit } from './label-kit';
import { nextRunNumber } from './select-run';
import { forgetShown } from './shown-with-run';

/** A labeler from a file comes into the project as a run of its own. */
export function importActions(kit: LabelKit): Pick<LabelActions['label'], 'importLabeler'> {
  return {
    importLabeler: (file) =>
      doLatest(kit, 'label/import-labeler', async (signal) => {
        const body = `“${file.name}” was not imported, and nothing was changed.`;
        try {
          const text = await file.text();
          signal.throwIfAborted();
          const { newId, now } = kit.deps;
          const n = nextRunNumber(kit.work());
          const read = importLabeler(text, { newId, at: now(), n, fileName: file.name });
          if (!read.ok) {
            kit.notify({ title: read.error.title, body, details: read.error.problems });
            return;
          }
          const { run, name, notes } = read.value;
          kit.setWork((work) => ({ ...work, runs: [...work.runs, run], currentRunId: run.id }));
          forgetShown(kit);
          if (notes.length === 0) return;
          const title = `“${name === '' ? file.name : name}” was imported`;
          kit.notify({ title, body: 'What was decided or left out:', details: notes });
        } catch (error) {
          signal.throwIfAborted();
          kit.notify({ title: 'The file could not be read', body: `${body} ${errorData(error).message}` });
        }
      }),
  };
}
