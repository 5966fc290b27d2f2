import { useEffect, useState } from 'react';
import { ContentBoundary } from '../ui/content-boundary';
import { Pane } from '../ui/pane';
import { useStudio } from '../use-studio';
import { PlaygroundFrame } from './layout/playground-frame';
import { RequestPane } from './layout/request-pane';
import { ResultPane } from './layout/result-pane';
import { usePlaygroundActions } from './use-playground';

/** The Playground screen. Another project is another screen: nothing half typed or half open moves over with it. */
export function PlaygroundView() {
  const projectId = useStudio((state) => state.project.id);
  const { open } = usePlaygroundActions();
  const [isReady, setIsReady] = useState(false);
  useEffect(() => {
    // Another project has other runs.
    if (projectId === '') return;
    // What is typed before the actions are there would be lost. When they cannot be fetched, a notice says so.
    void Promise.resolve(open()).then(
      () => setIsReady(true),
      () => setIsReady(true),
    );
  }, [open, projectId]);

  return <PlaygroundFrame key={projectId} panes={isReady ? panes : noPanes} />;
}

const noPanes = {
  request: <Pane label="Request">{null}</Pane>,
  result: (
    <Pane label="Result" ground="surface">
      {null}
    </Pane>
  ),
};

// Made once, so that switching or resizing panes renders none of them again.
const panes = {
  request: (
    <ContentBoundary what="The request">
      <RequestPane />
    </ContentBoundary>
  ),
  result: (
    <ContentBoundary what="The result">
      <ResultPane />
    </ContentBoundary>
  ),
};
