import { Pane, PaneBody } from '../../ui/pane';
import { DownloadSection } from '../download/download-section';
import { StatisticsSection } from '../statistics/statistics-section';
import { ConstitutionHead } from './constitution-head';
import { ConstitutionLists } from './constitution-lists';

/** Right pane: what data is made by, what came of it, and taking it away. */
export function ConstitutionPane() {
  return (
    <Pane label="Sources and results">
      <PaneBody className="px-0 pb-0">
        <section aria-label="Constitution">
          <ConstitutionHead />
          <ConstitutionLists />
        </section>
        <StatisticsSection />
      </PaneBody>
      <DownloadSection />
    </Pane>
  );
}
