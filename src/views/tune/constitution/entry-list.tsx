import { type ReactNode, useState } from 'react';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Row } from '../../ui/row';
import { useTuneActions, useTuning } from '../use-tune';
import { EntryEditor } from './entry-editor';
import { EntryItem } from './entry-item';
import { capital, type EntryKind, type Texts } from './entry-kinds';

interface EntryListProps<Entry extends { readonly id: string }> {
  readonly kind: EntryKind<Entry>;
  /** At the end of an entry's line: how often it was used. */
  readonly aside?: ((entry: Entry, place: number) => ReactNode) | undefined;
  /** Under an opened entry: what can be done with this one besides. */
  readonly extra?: ((entry: Entry) => ReactNode) | undefined;
  /** Beside “Add”. */
  readonly more?: ReactNode;
}

interface Gone<Entry> {
  readonly entry: Entry;
  readonly place: number;
}

/** A list of a constitution: each entry opens, is edited in its place, moved and deleted. */
export function EntryList<Entry extends { readonly id: string }>(props: EntryListProps<Entry>) {
  const { kind, aside, extra, more } = props;
  const entries = useTuning(({ constitution }) => kind.of(constitution));
  const { setConstitution } = useTuneActions();
  const [editing, setEditing] = useState<string | 'new' | null>(null);
  const [gone, setGone] = useState<Gone<Entry> | null>(null);
  const change = (next: (entries: readonly Entry[], newId: () => string) => readonly Entry[]) =>
    setConstitution((constitution, newId) => kind.into(constitution, next(kind.of(constitution), newId)));

  function save(id: string | 'new', texts: Texts) {
    // A new one has nothing but its texts.
    const added = (newId: () => string) => kind.withTexts({ id: newId() } as Pick<Entry, 'id'> & Partial<Entry>, texts);
    change((all, newId) =>
      id === 'new' ? [...all, added(newId)] : all.map((each) => (each.id === id ? kind.withTexts(each, texts) : each)),
    );
    setEditing(null);
  }

  function remove(entry: Entry, place: number) {
    change((all) => all.filter(({ id }) => id !== entry.id));
    setGone({ entry, place });
  }

  function bringBack({ entry, place }: Gone<Entry>) {
    change((all) => [...all.slice(0, place), entry, ...all.slice(place)]);
    setGone(null);
  }

  return (
    <>
      {entries.length > 0 && (
        <ol className="grid grid-cols-[minmax(0,1fr)]" aria-label={kind.label}>
          {entries.map((entry, place) => (
            <EntryItem
              key={entry.id}
              {...{ kind, entry, place }}
              count={entries.length}
              aside={aside?.(entry, place)}
              isEditing={editing === entry.id}
              onEdit={() => setEditing(entry.id)}
              onSave={(texts) => save(entry.id, texts)}
              onCancel={() => setEditing(null)}
              onMove={(by) => change((all) => moved(all, { from: place, to: place + by }))}
              onRemove={() => remove(entry, place)}
            >
              {extra?.(entry)}
            </EntryItem>
          ))}
        </ol>
      )}
      {gone !== null && (
        <div className="flex items-center gap-2 rounded-m bg-sunken pl-2.5 text-ink-2 text-small">
          <Icon name="trash" />
          <span className="flex-1">{`${capital(kind.noun)} ${gone.place + 1} was deleted`}</span>
          <Button
            variant="ghost"
            icon="undo"
            label={`Undo: ${kind.noun} ${gone.place + 1} deleted`}
            onClick={() => bringBack(gone)}
          >
            Undo
          </Button>
        </div>
      )}
      {editing === 'new' ? (
        <EntryEditor
          kind={kind}
          texts={{}}
          title={`New ${kind.noun}`}
          onSave={(texts) => save('new', texts)}
          onCancel={() => setEditing(null)}
        />
      ) : (
        <Row wraps>
          <Button tight icon="plus" onClick={() => setEditing('new')}>
            Add {kind.noun}
          </Button>
          {more}
        </Row>
      )}
    </>
  );
}

function moved<T>(all: readonly T[], { from, to }: { readonly from: number; readonly to: number }): readonly T[] {
  const entry = all[from];
  if (entry === undefined || to < 0 || to >= all.length) return all;
  const rest = all.filter((_, place) => place !== from);
  return [...rest.slice(0, to), entry, ...rest.slice(to)];
}
