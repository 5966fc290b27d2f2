import type { ReactNode } from 'react';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { useStudio } from '../../use-studio';
import { EntryEditor } from './entry-editor';
import { capital, type EntryKind, type Texts } from './entry-kinds';

interface EntryItemProps<Entry extends { readonly id: string }> {
  readonly kind: EntryKind<Entry>;
  readonly entry: Entry & { readonly from?: { readonly principleId: string; readonly wording: string } | undefined };
  /** In its list, from 0. */
  readonly place: number;
  readonly count: number;
  readonly aside: ReactNode;
  readonly isEditing: boolean;
  readonly onEdit: () => void;
  readonly onSave: (texts: Texts) => void;
  readonly onCancel: () => void;
  readonly onMove: (by: 1 | -1) => void;
  readonly onRemove: () => void;
  readonly children: ReactNode;
}

/** An entry: a line that opens to all of its texts. */
export function EntryItem<Entry extends { readonly id: string }>(props: EntryItemProps<Entry>) {
  const { kind, entry, place, count, aside, isEditing, onEdit, onSave, onCancel, onMove, onRemove, children } = props;
  const texts = kind.textsOf(entry);
  const warning = kind.warning(entry);
  const name = `${capital(kind.noun)} ${place + 1}`;
  return (
    <li className="border-line border-b last:border-b-0">
      <details>
        <summary className={lineLook}>
          <Icon name="right" className="text-ink-3 transition-transform duration-base [[open]>summary>&]:rotate-90" />
          <span className="w-4 flex-none text-right font-mono text-ink-3 text-small">{place + 1}</span>
          <span className="min-w-0 flex-1 truncate">{kind.title(entry)}</span>
          {warning === null ? (
            aside !== undefined && <span className="flex-none text-ink-3 text-small">{aside}</span>
          ) : (
            <Icon name="warn" className="text-warn" />
          )}
        </summary>
        <div className="grid gap-2 pb-2 pl-[42px] max-medium:pl-6">
          {warning !== null && <p className="text-small text-warn">{capital(warning)}.</p>}
          {isEditing ? (
            <EntryEditor kind={kind} texts={texts} title={`Edit ${name}`} onSave={onSave} onCancel={onCancel} />
          ) : (
            <>
              <dl className="grid gap-1.5">
                {kind.fields
                  .filter(({ key }) => texts[key] !== '')
                  .map(({ key, label }) => (
                    <div key={key}>
                      <dt className="text-ink-3 text-small">{label}</dt>
                      <dd className="whitespace-pre-wrap wrap-anywhere">{texts[key]}</dd>
                    </div>
                  ))}
              </dl>
              <Origin from={entry.from} />
              {children}
              <div className="-ml-2 flex items-center">
                <Button variant="ghost" tight icon="edit" label={`Edit ${name}`} onClick={onEdit}>
                  Edit
                </Button>
                <Button
                  variant="ghost"
                  icon="up"
                  label={`Move ${name} up`}
                  unavailable={place === 0 ? 'It is the first one.' : undefined}
                  onClick={() => onMove(-1)}
                />
                <Button
                  variant="ghost"
                  icon="dn"
                  label={`Move ${name} down`}
                  unavailable={place === count - 1 ? 'It is the last one.' : undefined}
                  onClick={() => onMove(1)}
                />
                <Button variant="ghost" icon="trash" label={`Delete ${name}`} onClick={onRemove} />
              </div>
            </>
          )}
        </div>
      </details>
    </li>
  );
}

const lineLook =
  'flex min-h-8 cursor-pointer list-none items-center gap-1.5 py-1 pointer-coarse:min-h-target [&::-webkit-details-marker]:hidden';

/** The principle of the project that it was made from, and whether that says something else by now. */
function Origin({ from }: { readonly from: { readonly principleId: string; readonly wording: string } | undefined }) {
  const now = useStudio(({ project }) =>
    from === undefined ? undefined : project.prompt.principles.find(({ id }) => id === from.principleId),
  );
  if (from === undefined) return null;
  const state =
    now === undefined ? ', which is not in the project any more' : now.text === from.wording ? '' : ', changed since';
  return (
    <p className="text-ink-3 text-small/[18px]">
      From the principle “{from.wording}”{state}
    </p>
  );
}
