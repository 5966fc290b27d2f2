import { type ReactNode, Suspense, use, useDeferredValue } from 'react';
import { useStudio } from '../use-studio';
import { loadChat } from './chat/load-chat';
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

/** Drawn in a task of its own, once the prompt can be typed in; until then its place is kept. */
function AfterPrompt({ before, children }: { readonly before: ReactNode; readonly children: ReactNode }) {
  return useDeferredValue(true, false) ? children : before;
}

function MainPane() {
  const isChat = useStudio(({ project }) => project.mode === 'chat');
  if (!isChat) return <ResponsesPane />;
  return (
    <Suspense fallback={<div className="bg-surface" />}>
      <LazyChat />
    </Suspense>
  );
}

function LazyChat() {
  const Chat = use(loadChat());
  return <Chat />;
}

// Made once, so that switching or resizing panes renders none of them again.
const panes = {
  prompt: <PromptPane />,
  responses: (
    <AfterPrompt before={<div className="bg-surface" />}>
      <MainPane />
    </AfterPrompt>
  ),
  principles: (
    <AfterPrompt before={<div className="bg-pane" />}>
      <PrinciplesPane />
    </AfterPrompt>
  ),
  history: <HistoryStrip />,
};
