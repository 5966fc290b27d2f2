import { useEffect } from 'react';
import { ContentBoundary } from '../ui/content-boundary';
import { useStudio } from '../use-studio';
import { ConstitutionPane } from './constitution/constitution-pane';
import { ExamplesPane } from './examples/examples-pane';
import { TuneFrame } from './layout/tune-frame';
import { GenerationBar } from './run/generation-bar';
import { SetupPane } from './setup/setup-pane';
import { StagesPane } from './stages/stages-pane';
import { useTuneActions } from './use-tune';

/** The Tune screen. Another project is another screen: nothing half typed or half open moves over with it. */
export function TuneView() {
  const projectId = useStudio((state) => state.project.id);
  const { open } = useTuneActions();
  useEffect(() => {
    // Another project has other prompts and rows.
    if (projectId !== '') open();
  }, [open, projectId]);

  return <TuneFrame key={projectId} bar={bar} panes={panes} />;
}

// Made once, so that switching or resizing panes renders none of them again.
const bar = <GenerationBar />;
const panes = {
  setup: (
    <ContentBoundary what="The set-up">
      <SetupPane />
    </ContentBoundary>
  ),
  stages: (
    <ContentBoundary what="The stages">
      <StagesPane />
    </ContentBoundary>
  ),
  examples: (
    <ContentBoundary what="The examples">
      <ExamplesPane />
    </ContentBoundary>
  ),
  constitution: (
    <ContentBoundary what="The constitution">
      <ConstitutionPane />
    </ContentBoundary>
  ),
};
