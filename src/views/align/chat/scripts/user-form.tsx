import { type FormEvent, useState } from 'react';
import { playedTurns, scriptProblem, type UserScript } from '../../../../core/conversation/scripts';
import type { UserDraft } from '../../../../store/chat/replay-actions';
import { Button } from '../../../ui/button';
import { NumberInput } from '../../../ui/number-input';
import { RadioGroup } from '../../../ui/radio-group';
import { Row } from '../../../ui/row';
import { TextArea } from '../../../ui/text-area';
import { TextInput } from '../../../ui/text-input';
import { useActions, useStudio } from '../../../use-studio';
import { costWords, presentBot } from './cost-words';

interface UserFormProps {
  /** Null for a new one. */
  readonly user: UserScript | null;
  readonly onDone: () => void;
}

/** Both kinds at once: what was written for the other is not lost by a look at it. */
interface Fields {
  readonly kind: UserScript['kind'];
  readonly name: string;
  readonly messages: string;
  readonly who: string;
  readonly wants: string;
  readonly turns: number;
}

export function UserForm({ user, onDone }: UserFormProps) {
  const { saveUser } = useActions().chat;
  const [fields, setFields] = useState(() => fieldsOf(user));
  const set = (change: Partial<Fields>) => setFields((before) => ({ ...before, ...change }));
  const draft = draftOf(fields);
  const problem = scriptProblem({ ...draft, id: '' });
  const cost = useStudio((state) =>
    problem === null ? costWords(state, { ...draft, id: '' }, [presentBot(state)]) : null,
  );

  function submit(event: FormEvent) {
    event.preventDefault();
    if (problem !== null) return;
    saveUser(user?.id ?? null, draft);
    onDone();
  }

  return (
    <form className="grid gap-3" onSubmit={submit}>
      <TextInput label="Script name" value={fields.name} maxLength={80} onText={(name) => set({ name })} />
      <RadioGroup label="Who speaks" value={fields.kind} options={kinds} onPick={(kind) => set({ kind })} />
      {fields.kind === 'fixed' ? (
        <TextArea
          label="Messages"
          rows={6}
          autoGrow
          hint="One message a paragraph: leave an empty line between two."
          placeholder={'When are you open?\n\nMay my dog come?'}
          value={fields.messages}
          onText={(messages) => set({ messages })}
        />
      ) : (
        <>
          <TextArea
            label="Who the user is"
            rows={2}
            autoGrow
            hint="The alignment model writes what such a user would say."
            placeholder="For example: A visitor in a hurry, who writes short and is easily annoyed."
            value={fields.who}
            onText={(who) => set({ who })}
          />
          <TextArea
            label="What the user wants"
            rows={2}
            autoGrow
            placeholder="For example: To know the opening hours and whether dogs may come."
            value={fields.wants}
            onText={(wants) => set({ wants })}
          />
          <NumberInput
            label="At most so many messages"
            min={playedTurns.min}
            max={playedTurns.max}
            step={1}
            value={fields.turns}
            onNumber={(turns) => set({ turns })}
          />
        </>
      )}
      <p className="text-ink-3 text-small" role="status">
        {problem ?? `A replay: ${cost}.`}
      </p>
      <Row>
        <span className="grow" />
        <Button variant="ghost" onClick={onDone}>
          Cancel
        </Button>
        <Button variant="solid" type="submit" unavailable={problem ?? undefined}>
          Save script
        </Button>
      </Row>
    </form>
  );
}

const kinds = [
  { value: 'fixed', label: 'These messages' },
  { value: 'played', label: 'A played user' },
] as const;

function fieldsOf(user: UserScript | null): Fields {
  const blank = { kind: 'fixed', name: '', messages: '', who: '', wants: '', turns: playedTurns.usual } as const;
  if (user === null) return blank;
  return user.kind === 'fixed' ? { ...blank, ...user, messages: user.messages.join('\n\n') } : { ...blank, ...user };
}

function draftOf({ kind, name, messages, who, wants, turns }: Fields): UserDraft {
  if (kind === 'played') return { kind, name, who, wants, turns };
  return { kind, name, messages: messages.split(/\n[^\S\n]*\n/) };
}
