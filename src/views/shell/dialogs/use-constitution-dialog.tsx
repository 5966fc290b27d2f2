import type { ImportedConstitution } from '../../../store/imported';
import { counted } from '../../shared/counted';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { useActions, useStudio } from '../../use-studio';
import { goTo } from '../use-route';

/** A constitution for fine-tuning data was imported: it can take the place of the one in Tune. */
export function UseConstitutionDialog({ imported }: { readonly imported: ImportedConstitution }) {
  const {
    tune,
    shell: { closeDialog },
  } = useActions();
  const isLocked = useStudio(({ jobs }) => jobs.tune.active !== null);
  const present = useStudio(({ project }) => project.tuning?.constitution);
  const { file, counts, problem } = imported;
  const isReplacing = present !== undefined && (present.pairs.length > 0 || present.comparisonPrinciples.length > 0);

  function use() {
    closeDialog();
    void tune.chooseConstitution(file);
    goTo('tune');
  }

  return (
    <Dialog
      open
      onClose={closeDialog}
      title={`Make fine-tuning data by “${file.name}”?`}
      description="It is a constitution: what answers are criticised, revised and compared by in Tune."
      footer={
        <>
          <span className="grow" />
          <Button variant="ghost" onClick={closeDialog}>
            Cancel
          </Button>
          <Button
            variant="primary"
            unavailable={
              problem === undefined
                ? isLocked
                  ? 'A run is under way in Tune. Stop it to change the constitution.'
                  : undefined
                : 'It cannot be read.'
            }
            onClick={use}
          >
            Use in Tune
          </Button>
        </>
      }
    >
      <ul className="notice-details">
        {problem === undefined ? (
          <>
            <li>{counted(counts.pairs, 'pair')} of a critique and a revision</li>
            <li>{counted(counts.comparisonPrinciples, 'comparison principle')}</li>
            <li>{counted(counts.examples, 'example')}</li>
          </>
        ) : (
          <li>{problem}</li>
        )}
        {isReplacing && (
          <li>It takes the place of the constitution that is there. Runs keep the one that they began with.</li>
        )}
      </ul>
    </Dialog>
  );
}
