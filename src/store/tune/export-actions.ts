import { sameData } from '../../core/prompt/same-data';
import type { ExportedData } from '../../core/tuning/tuning-port';
import { errorData } from '../model-choice';
import type { TableLookup } from './table-lookup';
import type { TuneActions } from './tune-actions';
import type { TuneContext } from './tune-context';

/** Files of data: of the runs in the table. */
export function exportActions(
  context: TuneContext,
  lookup: TableLookup,
): Pick<TuneActions, 'setExport' | 'exportData'> {
  const { setTune, tuning, setTuning, port } = context;
  return {
    setExport(change) {
      const before = tuning().exported;
      const exported = { ...before, ...change };
      if (sameData(before, exported)) return;
      setTuning((work) => ({ ...work, exported }));
      lookup.refresh();
    },
    async exportData(as) {
      let made: ExportedData | null = null;
      const what = {
        scope: 'project/tune/export',
        failed: (error: unknown) =>
          context.notify({ title: 'The data could not be put together', body: errorData(error).message }),
      } as const;
      await context.work.run(what, async (signal) => {
        setTune({ exporting: true });
        try {
          made = await port.tuning.export({ ...lookup.request(), as }, signal);
        } finally {
          // Whoever stopped it has set it already.
          if (!signal.aborted) setTune({ exporting: false });
        }
      });
      return made;
    },
  };
}
