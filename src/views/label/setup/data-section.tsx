import { missingFile } from '../../../store/label/missing-file';
import { counted } from '../../shared/counted';
import { DetailsSection } from '../../ui/details-section';
import { useStudio } from '../../use-studio';
import { LabelFileBox, LabelTableDetails } from '../label-file-box';
import { useLock, useSetup } from '../use-label-work';
import { exampleWords } from './mapping-words';
import { MissingFile } from './missing-file';

export function DataSection() {
  const { training, test, hyperparameters } = useSetup();
  const lock = useLock();
  const check = useStudio(({ label }) => label.check);
  const sum = check.status === 'ready' ? exampleWords(check.check.split) : undefined;
  const missing = missingFile(check);
  // Of a small file fewer are held back than were asked for.
  const held = check.status === 'ready' ? check.check.split.test : hyperparameters.testExamples;
  return (
    <DetailsSection title="Data" sum={sum} startsOpen>
      <LabelFileBox
        which="training"
        label="Training CSV"
        dataset={training}
        missing={missing === 'training'}
        lock={lock}
        empty="No training file"
      />
      {training !== null && missing === 'training' && <MissingFile which="training" table={training.table} />}
      {training !== null && <LabelTableDetails which="training" dataset={training} />}
      <LabelFileBox
        which="test"
        label="Test CSV"
        dataset={test}
        missing={missing === 'test'}
        lock={lock}
        empty="No test file"
        about={`${counted(held, 'row')} held back`}
      />
      {test !== null && missing === 'test' && <MissingFile which="test" table={test.table} />}
      {test !== null && <LabelTableDetails which="test" dataset={test} />}
    </DetailsSection>
  );
}
