import { Kbd } from '../../ui/kbd';
import { type ShortcutCommand, shortcuts } from './shortcuts';

export function ShortcutList() {
  return (
    <dl className="shortcuts">
      {shortcuts.map(({ command, keys }) => {
        const { does, where } = words[command];
        return (
          <div key={command}>
            <dt>
              {does}
              {where !== undefined && <span className="hint">{where}</span>}
            </dt>
            <dd>
              {keys.map((shortcut) => (
                <Kbd key={shortcut} keys={shortcut} />
              ))}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

interface ShortcutWords {
  readonly does: string;
  /** Where it holds, when not everywhere. */
  readonly where?: string;
}

const onRow = 'On an opened row in Tune, when you are not typing';

/** Here and not in the table of keys, which every first visit loads. */
const words: Readonly<Record<ShortcutCommand, ShortcutWords>> = {
  run: { does: 'Run the prompt, or send the message', where: 'In Align' },
  undo: { does: 'Undo the last change of the prompt or its principles; in Tune, of an example' },
  redo: { does: 'Redo what was undone' },
  'reject-row': { does: 'Reject the row, or take it back', where: onRow },
  'flag-row': { does: 'Flag the row', where: onRow },
  'edit-row': { does: 'Edit its texts', where: onRow },
  'swap-row': { does: 'Swap chosen and rejected', where: onRow },
  'show-shortcuts': { does: 'Show this list', where: 'When you are not typing' },
};
