import { importLabeler } from '../../core/labeler-files/import-labeler';
import { errorData } from '../model-choice';
import type { LabelActions } from './label-actions';
import type { LabelContext } from './label-context';
import { nextRunNumber } from './select-run';
import { forgetShown } from './shown-with-run';

/** A labeler from a file comes into the project as a run of its own. */
export function importActions(context: LabelContext): Pick<LabelActions, 'importLabeler'> {
  return {
    importLabeler(file) {
      const body = `“${file.name}” was not imported, and nothing was changed.`;
      const failed = (error: unknown) =>
        context.notify({
          about: 'labeler',
          title: 'The file could not be read',
          body: `${body} ${errorData(error).message}`,
        });
      return context.work.run({ scope: 'project/label/import-labeler', failed }, async (signal) => {
        const text = await file.text();
        signal.throwIfAborted();
        const { newId, now } = context.deps;
        const n = nextRunNumber(context.labeling());
        const read = importLabeler(text, { newId, at: now(), n, fileName: file.name });
        if (!read.ok) {
          context.notify({ about: 'labeler', title: read.error.title, body, details: read.error.problems });
          return;
        }
        const { run, name, notes } = read.value;
        context.setLabeling((present) => ({ ...present, runs: [...present.runs, run], currentRunId: run.id }));
        forgetShown(context);
        if (notes.length === 0) return;
        const title = `“${name === '' ? file.name : name}” was imported`;
        context.notify({ about: 'labeler', title, body: 'What was decided or left out:', details: notes });
      });
    },
  };
}
