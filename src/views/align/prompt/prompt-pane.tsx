import { Suspense, use, useEffect } from 'react';
import { atFirstTouch } from '../../shared/at-first-touch';
import { Pane, PaneBody, PaneHead } from '../../ui/pane';
import { Segmented } from '../../ui/radio-group';
import { HidePane } from '../../ui/workbench/hide-pane';
import { useActions, useStudio } from '../../use-studio';
import { loadBotFields, loadChat } from '../chat/load-chat';
import { Composed } from './composed';
import { InputSets } from './input-sets';
import { PromptEditor } from './prompt-editor';
import { PromptNotes } from './prompt-notes';
import { Sampling } from './sampling';
import { Variables } from './variables';

export function PromptPane() {
  const isChat = useStudio(({ project }) => project.mode === 'chat');
  // So that the first press of "Chat" finds it here.
  useEffect(
    () =>
      atFirstTouch(() => {
        for (const load of [loadBotFields, loadChat]) void load();
      }),
    [],
  );
  return (
    <Pane label={isChat ? 'Bot' : 'Prompt and variables'}>
      <PaneHead>
        <h2 className="sr-only">{isChat ? 'Bot' : 'Prompt'}</h2>
        <ModeSwitch />
        <HidePane side="start" />
      </PaneHead>
      <PaneBody className="prompt-body">
        {isChat ? (
          <Suspense>
            <LazyBotFields />
          </Suspense>
        ) : (
          <>
            <PromptEditor label="Prompt" placeholder="For example: Give three uses for {item}. Write for {audience}." />
            <PromptNotes />
            <Variables />
            <InputSets />
            <Composed />
            <Sampling />
          </>
        )}
      </PaneBody>
    </Pane>
  );
}

/** Whether the prompt is run by itself, or describes a bot that is talked to. What was written for the other is kept. */
function ModeSwitch() {
  const { setMode } = useActions().align;
  const mode = useStudio(({ project }) => project.mode);
  return <Segmented className="flex-1" label="Mode" value={mode} options={modes} onPick={setMode} />;
}

const modes = [
  { value: 'single', label: 'Single prompt' },
  { value: 'chat', label: 'Chat' },
] as const;

function LazyBotFields() {
  const BotFields = use(loadBotFields());
  return <BotFields />;
}
