import { Pane, PaneBody } from '../../ui/pane';
import { useStudio } from '../../use-studio';
import { useSetup } from '../use-label-work';
import { DataSection } from './data-section';
import { EmptyData } from './empty-data';
import { EstimateSection } from './estimate-section';
import { HyperSection } from './hyper-section';
import { MappingSection } from './mapping-section';

/** Left pane: the file, what its columns are, and the knobs of training. */
export function SetupPane() {
  const { training, mapping } = useSetup();
  const reading = useStudio(({ label }) => label.files.training.status === 'reading');
  return (
    <Pane label="Set-up">
      <h2 className="sr">Set-up</h2>
      <PaneBody className="setup-body">
        {training === null && !reading ? <EmptyData /> : <DataSection />}
        {training !== null && training.table.rowCount > 0 && mapping !== null && (
          <MappingSection table={training.table} mapping={mapping} />
        )}
        {training !== null && <HyperSection />}
      </PaneBody>
      {training !== null && <EstimateSection />}
    </Pane>
  );
}
