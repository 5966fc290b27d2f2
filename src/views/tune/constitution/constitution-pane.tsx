import { Pane, PaneBody } from '../../ui/pane';
import { DownloadSection } from '../download/download-section';
import { StatisticsSection } from '../statistics/statistics-section';
import { ConstitutionHead } from './constitution-head';
import { ConstitutionLists } from './constitution-lists';

/** Right pane: what data is made by, what came of it, and taking it away. */
export function ConstitutionPane() {
  return (
    <Pane label="Sources and results" className="max-medium:relative max-medium:block! max-medium:overflow-auto">
      <PaneBody flush className="max-medium:overflow-visible!">
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
