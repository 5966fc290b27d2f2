import { unreadableFile } from '../../core/project/import-problem';
import { exampleOfRow } from '../../core/tuning/constitution/example-of-row';
import { readConstitution } from '../../core/tuning/constitution/read-constitution';
import type { TuningConstitution } from '../../core/tuning/constitution/tuning-constitution';
import { writeConstitution } from '../../core/tuning/constitution/write-constitution';
import { tuningSamples } from '../../core/tuning/samples';
import { errorData } from '../model-choice';
import type { SettledCheck } from '../settled-check';
import { hasPrompts } from './select-tune';
import type { TuneActions } from './tune-actions';
import type { TuneContext } from './tune-context';
import { lossOf, withChange, withoutConstitutions } from './undo-stack';

type ConstitutionActions = Pick<
  TuneActions,
  'chooseConstitution' | 'openSampleConstitution' | 'setConstitution' | 'constitutionFile' | 'takeAsExample'
>;

interface Given {
  readonly checks: SettledCheck;
  readonly choosePrompts: TuneActions['choosePrompts'];
}

/** What data is made by; runs keep the one that they began with. */
export function constitutionActions(context: TuneContext, { checks, choosePrompts }: Given): ConstitutionActions {
  const { tune, setTune, tuning, setTuning, deps } = context;

  const put = (change: (before: TuningConstitution) => TuningConstitution, what = 'remove from the constitution') => {
    const before = tuning().constitution;
    const constitution = change(before);
    if (constitution === before) return;
    const loss = lossOf(before, constitution, what);
    setTune({ undo: loss === null ? withoutConstitutions(tune().undo) : withChange(tune().undo, loss) });
    setTuning((work) => ({ ...work, constitution }));
    deps.requestPersistence();
    checks.schedule();
  };

  /** The one before stays where the file cannot be read. */
  const take = (name: string, text: string): boolean => {
    const read = readConstitution(text, deps.newId);
    if (!read.ok) {
      setTune({ constitution: { status: 'refused', name, message: read.error } });
      return false;
    }
    put(() => read.value.constitution, `open ${name}`);
    setTune({ constitution: { status: 'read', name, notes: read.value.notes } });
    return true;
  };

  return {
    chooseConstitution(file) {
      const failed = (error: unknown) =>
        setTune({ constitution: { status: 'refused', name: file.name, message: unreadable(error) } });
      return context.work.run({ scope: 'project/tune/constitution', failed }, async (signal) => {
        const text = await file.text();
        signal.throwIfAborted();
        take(file.name, text);
      });
    },
    async openSampleConstitution(key) {
      const sample = tuningSamples.find((other) => other.key === key);
      if (sample === undefined) return;
      const failed = (error: unknown) =>
        context.notify({
          title: `“${sample.name}” could not be fetched`,
          body: `The sample lies beside this page, and the browser did not get it. Check the connection and try again. It said: ${reasonOf(error)}`,
        });
      await context.work.run({ scope: 'project/tune/constitution', failed }, async (signal) => {
        const fetched = async (name: string) => {
          const blob = await deps.fetchFile(`samples/${name}`);
          signal.throwIfAborted();
          return blob;
        };
        const text = await (await fetched(sample.constitutionFile)).text();
        signal.throwIfAborted();
        if (!take(sample.constitutionFile, text) || hasPrompts(tuning().prompts)) return;
        const { promptsFile } = sample;
        await choosePrompts(new File([await fetched(promptsFile)], promptsFile, { type: 'text/csv' }));
      });
    },
    setConstitution: (change) => put((before) => change(before, deps.newId)),
    constitutionFile: () => new Blob([writeConstitution(tuning().constitution)], { type: 'application/json' }),
    async takeAsExample(place) {
      const run = tuning().runs.find(({ id }) => id === place.runId);
      const failed = (error: unknown) =>
        context.notify({ title: 'The row did not become an example', body: errorData(error).message });
      await context.work.run({ scope: 'project/tune/constitution', failed }, async (signal) => {
        const made = await context.port.tuning.row(place);
        signal.throwIfAborted();
        const edit = tuning().edits[place.runId]?.[place.row];
        const example = run && made && exampleOfRow(made, { run, edit, id: deps.newId() });
        if (!example) {
          context.notify({ title: `Row ${place.row} did not become an example`, body: noExample });
          return;
        }
        put((before) =>
          example.kind === 'revision'
            ? { ...before, revisionExamples: [...before.revisionExamples, example.example] }
            : { ...before, comparisonExamples: [...before.comparisonExamples, example.example] },
        );
      });
    },
  };
}

const noExample =
  'Expected a row with a revision, or a pair with a judge whose choice could be read, of this device; it has none.';

function unreadable(error: unknown): string {
  return unreadableFile(error).problems.join(' ');
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
