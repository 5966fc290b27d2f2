import { useState } from 'react';
import { currentConversation } from '../../../core/conversation/chat';
import { counted } from '../../shared/counted';
import { Button } from '../../ui/button';
import { Menu } from '../../ui/menu';
import { PaneHead } from '../../ui/pane';
import { useActions, useStudio } from '../../use-studio';
import { BarPick } from '../responses/bar-pick';
import { ChangedSince } from '../responses/changed-since';
import { CandidateCount, StopButton } from '../responses/run-bar';
import { runFacts } from '../responses/run-facts';
import { shownTurn } from '../responses/shown-turn';
import { setPlainView, usePlainView } from '../responses/use-plain-view';
import { stateWords, whyNoStart, whyNotNow } from './chat-state';
import { focusUndo } from './deleted-line';
import { notSent } from './not-sent';
import { RenameDialog } from './rename-dialog';
import { shownPath } from './shown-path';

export function ChatBar() {
  const { restart } = useActions().chat;
  const unavailable = useStudio(whyNoStart);
  return (
    <PaneHead className="run-bar">
      <h2 className="sr-only">Conversation</h2>
      <div className="run-shown">
        <ConversationPick />
        <ChangedSince />
        <Facts />
      </div>
      <ConversationMenu />
      <CandidateCount />
      <StopButton />
      <Button
        icon="restore"
        label="Restart conversation"
        tip="Begins another conversation. This one is kept."
        unavailable={unavailable}
        onClick={restart}
      >
        Restart
      </Button>
    </PaneHead>
  );
}

function ConversationPick() {
  const { openConversation } = useActions().chat;
  const conversations = useStudio(({ project }) => project.chat.conversations);
  const currentId = useStudio(({ project }) => project.chat.currentId);
  const current = conversations.find(({ id }) => id === currentId);
  if (current === undefined && conversations.length === 0) return null;
  const options = conversations.toReversed().map(({ id, name }) => ({ id, label: name }));
  return (
    <BarPick
      label="Conversation"
      text={current?.name ?? 'Choose a conversation'}
      value={current?.id ?? ''}
      options={current === undefined ? [{ id: '', label: 'None' }, ...options] : options}
      onPick={(id) => id !== '' && openConversation(id)}
    />
  );
}

/** Of the turn that the conversation ends with. */
function Facts() {
  const words = useStudio((state) => {
    const leaf = shownPath(state).turns.at(-1);
    return leaf === undefined ? '' : stateWords(leaf);
  });
  const facts = useStudio((state) => {
    const turn = shownTurn(state);
    return turn === null ? '' : runFacts(turn);
  });
  const unsent = useStudio((state) => notSent(state)?.count ?? 0);
  return (
    <>
      <span className="run-facts small muted">{words}</span>
      {unsent > 0 && (
        <span className="run-facts small muted" title="The model cannot hold the whole conversation.">
          {counted(unsent, 'oldest exchange')} not sent
        </span>
      )}
      <span className="run-facts faint small">{facts}</span>
    </>
  );
}

/** What can be done with the conversation on the screen as a whole. */
function ConversationMenu() {
  const { renameConversation, duplicateConversation, deleteConversation } = useActions().chat;
  const plain = usePlainView();
  const conversation = useStudio(({ project }) => currentConversation(project.chat));
  const busy = useStudio(whyNotNow);
  const [renaming, setRenaming] = useState(false);
  if (conversation === null) return null;
  const { id, name } = conversation;
  const label = 'More for this conversation';
  const close = () => setRenaming(false);
  return (
    <>
      <Menu
        label={label}
        align="end"
        entries={[
          { kind: 'check', label: 'Show as plain text', checked: plain, onCheck: setPlainView },
          { kind: 'separator' },
          { kind: 'item', label: 'Rename', icon: 'edit', onSelect: () => setRenaming(true) },
          { kind: 'item', label: 'Duplicate', icon: 'dup', onSelect: () => duplicateConversation(id) },
          { kind: 'separator' },
          {
            kind: 'item',
            label: 'Delete',
            icon: 'trash',
            danger: true,
            unavailable: busy,
            onSelect: async () => {
              await deleteConversation(id);
              focusUndo();
            },
          },
        ]}
        trigger={(props) => <Button {...props} variant="ghost" icon="more" className="step" label={label} />}
      />
      {renaming && (
        <RenameDialog
          title="Rename conversation"
          label="Conversation name"
          name={name}
          onName={(next) => {
            close();
            renameConversation(id, next);
          }}
          onClose={close}
        />
      )}
    </>
  );
}
