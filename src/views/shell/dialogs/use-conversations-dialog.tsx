import { useState } from 'react';
import type { ImportedConversations } from '../../../store/imported';
import { counted } from '../../shared/counted';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/checkbox';
import { Dialog } from '../../ui/dialog';
import { useActions, useStudio } from '../../use-studio';
import { goTo } from '../use-route';

/** Conversations of another tool were imported: for this project, or for one of their own. */
export function UseConversationsDialog({ imported }: { readonly imported: ImportedConversations }) {
  const {
    imports,
    project: { openImported },
    shell: { closeDialog },
  } = useActions();
  const present = useStudio((state) => state.project.prompt.preamble.trim());
  const { fileName, project, notes } = imported;
  const { preamble, principles } = project.prompt;
  const { conversations } = project.chat;
  const isOther = preamble.trim() !== '' && preamble.trim() !== present;
  const [takes, setTakes] = useState(present === '');

  function add() {
    imports.addConversations(imported, { takeDescription: isOther && takes });
    announce(`${counted(conversations.length, 'conversation')} added`);
    goTo('align');
  }

  async function open() {
    await openImported(project);
    goTo('align');
  }

  return (
    <Dialog
      open
      onClose={closeDialog}
      title={`Use the ${counted(conversations.length, 'conversation')} in “${fileName}”?`}
      description="Every reply can be given feedback, and the bot can be talked to from any turn on."
      footer={
        <>
          <span className="grow" />
          <Button variant="ghost" onClick={closeDialog}>
            Cancel
          </Button>
          <Button onClick={() => void open()}>New project</Button>
          <Button variant="primary" onClick={add}>
            Add to this project
          </Button>
        </>
      }
    >
      {preamble !== '' && (
        <pre
          className="max-h-60 overflow-auto relative whitespace-pre-wrap wrap-break-word rounded-m bg-sunken p-3 font-mono text-small"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and without a tab stop the keyboard could not
          tabIndex={0}
        >
          {preamble.length > shownLetters ? `${preamble.slice(0, shownLetters)}…` : preamble}
        </pre>
      )}
      {isOther && <Checkbox label="Describe the bot of this project like that" checked={takes} onCheck={setTakes} />}
      <ul className="notice-details">
        <li>{preamble === '' ? 'No system message: the bot is not described.' : describedWords(principles.length)}</li>
        <li>{counted(project.turns.length, 'turn')}.</li>
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </Dialog>
  );
}

const shownLetters = 4000;

function describedWords(principles: number): string {
  const words = 'The system message is the bot description';
  return principles === 0 ? `${words}.` : `${words}, with ${counted(principles, 'principle')}.`;
}
