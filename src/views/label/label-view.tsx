import { useEffect } from 'react';
import { ContentBoundary } from '../ui/content-boundary';
import { Pane, PaneBody } from '../ui/pane';
import { useActions, useStudio } from '../use-studio';
import './label.css';
import { LabelFrame } from './layout/label-frame';
import { ResultsPane } from './results/results-pane';
import { RulesPane } from './rules/rules-pane';
import { RunBar } from './run/run-bar';
import { SetupPane } from './setup/setup-pane';
import { ShownLabelerProvider } from './shown-labeler';

/** The Label screen. Another project is another screen: nothing half typed or half open moves over with it. */
export function LabelView() {
  const projectId = useStudio((state) => state.project.id);
  const { label } = useActions();
  useEffect(() => {
    // Another project needs its own check.
    if (projectId !== '') label.open();
  }, [label, projectId]);

  return (
    <ShownLabelerProvider key={projectId}>
      <LabelFrame bar={bar} panes={panes} />
    </ShownLabelerProvider>
  );
}

// Made once, so that switching or resizing panes renders none of them again.
const bar = <RunBar />;
const panes = {
  setup: (
    <ContentBoundary what="The set-up">
      <SetupPane />
    </ContentBoundary>
  ),
  results: (
    <Pane ground="surface" className="pane-centre" label="Results">
      <h2 className="sr">Results</h2>
      <PaneBody>
        <ContentBoundary what="The results">
          <ResultsPane />
        </ContentBoundary>
      </PaneBody>
    </Pane>
  ),
  rules: (
    <ContentBoundary what="The rules">
      <RulesPane />
    </ContentBoundary>
  ),
};
