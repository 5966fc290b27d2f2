import { useStudio } from '../use-studio';
import { HistoryStrip } from './history/history-strip';
import { AlignFrame } from './layout/align-frame';
import { PrinciplesPane } from './principles/principles-pane';
import { PromptPane } from './prompt/prompt-pane';
import { ResponsesPane } from './responses/responses-pane';

/** The Align screen. Another project is another screen: nothing half typed or half open moves over with it. */
export function AlignView() {
  const projectId = useStudio((state) => state.project.id);
  return <AlignFrame key={projectId} panes={panes} />;
}

// Made once, so that switching or resizing panes renders none of them again.
const panes = {
  prompt: <PromptPane />,
  responses: <ResponsesPane />,
  principles: <PrinciplesPane />,
  history: <HistoryStrip />,
};
