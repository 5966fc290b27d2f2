import { useEffect } from 'react';
import { ContentBoundary } from '../ui/content-boundary';
import { useStudio } from '../use-studio';
import { PlaygroundFrame } from './layout/playground-frame';
import { RequestPane } from './layout/request-pane';
import { ResultPane } from './layout/result-pane';
import { usePlaygroundActions } from './use-playground';

/** The Playground screen. Another project is another screen: nothing half typed or half open moves over with it. */
export function PlaygroundView() {
  const projectId = useStudio((state) => state.project.id);
  const { open } = usePlaygroundActions();
  useEffect(() => {
    // Another project has other runs.
    if (projectId !== '') open();
  }, [open, projectId]);

  return <PlaygroundFrame key={projectId} panes={panes} />;
}

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
