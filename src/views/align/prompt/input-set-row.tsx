import { type KeyboardEvent, useState } from 'react';
import type { InputSet } from '../../../core/project/project';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/checkbox';
import { isEnter, isEscape } from '../../ui/enter-key';
import { Icon } from '../../ui/icon';
import { Menu } from '../../ui/menu';
import { TextInput } from '../../ui/text-input';
import { useActions } from '../../use-studio';
import { missingIn, valuesLine } from './input-set-values';

interface InputSetRowProps {
  readonly set: InputSet;
  readonly names: readonly string[];
  readonly isLoaded: boolean;
  /** A prompt by itself is run on it. */
  readonly isRun: boolean;
  readonly isPicked: boolean;
  readonly onPick: (on: boolean) => void;
  readonly onLoad: () => void;
  readonly onDelete: () => void;
}

export function InputSetRow(props: InputSetRowProps) {
  const { set, names, isLoaded, isRun, isPicked, onPick, onLoad, onDelete } = props;
  const { runInputSets } = useActions().align;
  const [mode, setMode] = useState<'named' | 'renaming' | 'renamed'>('named');
  const missing = missingIn(set, names);
  return (
    <li aria-current={isLoaded || undefined}>
      {isRun ? <Checkbox label={`Select ${set.name}`} hideLabel checked={isPicked} onCheck={onPick} /> : <span />}
      {mode === 'renaming' ? (
        <RenameSet set={set} onDone={() => setMode('renamed')} onLeave={() => setMode('named')} />
      ) : (
        <button
          type="button"
          className="set-load"
          aria-label={`Load ${set.name}`}
          // biome-ignore lint/a11y/noAutofocus: the focus comes back here from the field that stood in its place
          autoFocus={mode === 'renamed'}
          onClick={onLoad}
        >
          <b className="clip">{set.name}</b>
          {missing.length > 0 ? (
            <span className="clip small warn">
              <Icon name="warn" /> needs {missing.join(', ')}
            </span>
          ) : (
            <span className="clip small faint">{valuesLine(set, names)}</span>
          )}
        </button>
      )}
      {isRun ? (
        <Button
          variant="ghost"
          icon="play"
          label={`Run ${set.name}`}
          unavailable={missing.length > 0 ? `It has no value for ${missing.join(', ')}.` : undefined}
          onClick={() => runInputSets([set.id])}
        />
      ) : (
        <span />
      )}
      <Menu
        label={`More for ${set.name}`}
        align="end"
        entries={[
          { kind: 'item', label: 'Load', icon: 'return', onSelect: onLoad },
          { kind: 'item', label: 'Rename', icon: 'edit', onSelect: () => setMode('renaming') },
          { kind: 'separator' },
          { kind: 'item', label: 'Delete', icon: 'trash', danger: true, onSelect: onDelete },
        ]}
        trigger={(props) => <Button {...props} variant="ghost" icon="more" label={`More for ${set.name}`} />}
      />
    </li>
  );
}

interface RenameSetProps {
  readonly set: InputSet;
  /** Ended with a key: the focus is in here. */
  readonly onDone: () => void;
  /** The author has gone elsewhere. */
  readonly onLeave: () => void;
}

/** In place of the name: Enter or leaving the field keeps the new one, Escape the old. */
function RenameSet({ set, onDone, onLeave }: RenameSetProps) {
  const { updateInputSet } = useActions().align;
  const [name, setName] = useState(set.name);

  function keep() {
    const next = name.trim();
    if (next !== '' && next !== set.name) updateInputSet(set.id, { name: next });
  }

  function handleKey(event: KeyboardEvent) {
    if (isEnter(event)) keep();
    if (isEnter(event) || isEscape(event)) onDone();
  }

  return (
    <TextInput
      label={`New name of ${set.name}`}
      hideLabel
      autoFocus
      value={name}
      maxLength={120}
      onText={setName}
      onKeyDown={handleKey}
      onBlur={() => {
        keep();
        onLeave();
      }}
    />
  );
}
