import { type RefObject, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { type Scripts, scriptsOf } from '../../../../core/conversation/scripts';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { Row } from '../../../ui/row';
import { useActions, useStudio } from '../../../use-studio';
import { OpeningList } from './opening-list';
import { hasPair, TwoBotsCompared } from './two-bots-compared';
import { TwoBotsForm } from './two-bots-form';
import { UserForm } from './user-form';
import { UserList } from './user-list';

type Page =
  | { readonly kind: 'lists' }
  | { readonly kind: 'edit'; readonly id: string | null }
  | { readonly kind: 'two-bots'; readonly id: string }
  | { readonly kind: 'compare' };

interface ScriptsDialogProps {
  readonly onClose: () => void;
}

/** What is said to the bot again and again: openings, users, and what became of them. */
export function ScriptsDialog({ onClose }: ScriptsDialogProps) {
  const [page, setPage] = useState<Page>({ kind: 'lists' });
  const scripts = useStudio(({ project }) => scriptsOf(project.chat));
  const box = useRef<HTMLDivElement>(null);
  const turnTo = (next: Page) => moveOn(box, () => setPage(next));
  const lists = () => turnTo({ kind: 'lists' });
  const user = scripts.users.find(({ id }) => 'id' in page && id === page.id) ?? null;
  const isWritten = page.kind === 'edit';
  return (
    <Dialog
      open
      onClose={onClose}
      title={titles[page.kind]}
      size={page.kind === 'compare' ? 'wide' : 'medium'}
      keepsDraft={isWritten}
    >
      <div ref={box}>
        {page.kind === 'lists' && <Lists scripts={scripts} onPage={turnTo} onClose={onClose} />}
        {page.kind === 'edit' && <UserForm key={page.id} user={user} onDone={lists} />}
        {page.kind === 'two-bots' && user !== null && (
          <TwoBotsForm user={user} onBack={lists} onStarted={() => turnTo({ kind: 'compare' })} />
        )}
        {page.kind === 'compare' && <TwoBotsCompared onBack={lists} />}
      </div>
    </Dialog>
  );
}

/** What was pressed goes: the focus moves to the first control of what comes. */
function moveOn(box: RefObject<HTMLElement | null>, change: () => void): void {
  flushSync(change);
  box.current?.querySelector<HTMLElement>('button, input, textarea, select')?.focus();
}

const titles = {
  lists: 'Openings and users',
  edit: 'User script',
  'two-bots': 'Two bots',
  compare: 'Two bots compared',
} as const;

interface ListsProps {
  readonly scripts: Scripts;
  readonly onPage: (page: Page) => void;
  readonly onClose: () => void;
}

function Lists({ scripts, onPage, onClose }: ListsProps) {
  const { deleteScript, setScripts } = useActions().chat;
  const [deleted, setDeleted] = useState<{ readonly what: string; readonly before: Scripts } | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const isPair = useStudio(hasPair);
  const remove = (id: string, what: string) => {
    moveOn(box, () => setDeleted({ what, before: scripts }));
    deleteScript(id);
  };
  return (
    <div ref={box} className="grid gap-5">
      {deleted !== null && (
        <Row className="rounded-m bg-sunken px-3 py-1">
          <span role="status" className="grow">
            {deleted.what} was deleted.
          </span>
          <Button
            variant="ghost"
            tight
            icon="undo"
            label="Undo the deletion"
            onClick={() => {
              setScripts(deleted.before);
              moveOn(box, () => setDeleted(null));
            }}
          >
            Undo
          </Button>
        </Row>
      )}
      <UserList
        onEdit={(id) => onPage({ kind: 'edit', id })}
        onTwoBots={(id) => onPage({ kind: 'two-bots', id })}
        onReplayed={onClose}
        onDelete={remove}
      />
      {isPair && (
        <Row>
          <Button tight onClick={() => onPage({ kind: 'compare' })}>
            Compare the two bots of this conversation
          </Button>
        </Row>
      )}
      <OpeningList onDelete={remove} />
    </div>
  );
}
