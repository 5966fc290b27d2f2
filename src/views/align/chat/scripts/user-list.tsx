import { scriptsOf, type UserScript } from '../../../../core/conversation/scripts';
import { counted } from '../../../shared/counted';
import { Button } from '../../../ui/button';
import { Row } from '../../../ui/row';
import { useActions, useStudio } from '../../../use-studio';
import { whyNoStart } from '../chat-state';
import { costWords, presentBot } from './cost-words';

interface UserListProps {
  readonly onEdit: (id: string | null) => void;
  readonly onTwoBots: (id: string) => void;
  readonly onReplayed: () => void;
  readonly onDelete: (id: string, what: string) => void;
}

/** What users say again and again, with what it costs to hear it. */
export function UserList({ onEdit, ...actions }: UserListProps) {
  const users = useStudio(({ project }) => scriptsOf(project.chat).users);
  return (
    <section className="grid gap-2" aria-label="Users">
      <h3 className="text-title">User scripts</h3>
      {users.length === 0 && (
        <p className="text-ink-2">
          Save what a user says, or who a user is, and hear what the bot makes of it after each change.
        </p>
      )}
      <ul aria-label="User scripts" className="grid gap-2">
        {users.map((user) => (
          <UserItem key={user.id} user={user} onEdit={onEdit} {...actions} />
        ))}
      </ul>
      <Row>
        <Button tight icon="plus" onClick={() => onEdit(null)}>
          Add user script
        </Button>
      </Row>
    </section>
  );
}

interface UserItemProps extends UserListProps {
  readonly user: UserScript;
}

function UserItem({ user, onEdit, onTwoBots, onReplayed, onDelete }: UserItemProps) {
  const { replay } = useActions().chat;
  const unavailable = useStudio(whyNoStart);
  const cost = useStudio((state) => costWords(state, user, [presentBot(state)]));
  return (
    <li className="grid gap-1 rounded-m bg-sunken px-3 py-2">
      <p className="font-bold wrap-anywhere">{user.name}</p>
      <p className="text-ink-2 wrap-anywhere">{saysWords(user)}</p>
      <p className="text-ink-3 text-small">A replay: {cost}.</p>
      <Row wraps>
        <Button
          tight
          icon="play"
          unavailable={unavailable}
          tip="Says it to the bot as it is now, in a conversation of its own"
          onClick={() => {
            replay(user.id);
            onReplayed();
          }}
        >
          Replay
        </Button>
        <Button
          tight
          unavailable={unavailable}
          tip="Says the same to two bots, to compare them"
          onClick={() => onTwoBots(user.id)}
        >
          Two bots
        </Button>
        <Button variant="ghost" tight icon="edit" onClick={() => onEdit(user.id)}>
          Edit
        </Button>
        <Button variant="ghost" tight icon="trash" onClick={() => onDelete(user.id, `“${user.name}”`)}>
          Delete
        </Button>
      </Row>
    </li>
  );
}

function saysWords(user: UserScript): string {
  if (user.kind === 'played')
    return `Played by the alignment model, at most ${counted(user.turns, 'message')}: ${user.who}`;
  const [first = ''] = user.messages;
  return `${counted(user.messages.length, 'message')}: ${first.length > 80 ? `${first.slice(0, 80).trimEnd()}…` : first}`;
}
