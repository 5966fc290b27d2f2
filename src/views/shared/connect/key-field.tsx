import { useState } from 'react';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/checkbox';
import { SecretInput } from './secret-input';
import { sentToAlone } from './sent-to-alone';

interface KeyFieldProps {
  readonly label: string;
  readonly placeholder?: string | undefined;
  readonly value: string;
  /** Of the service that it is for; empty: none yet. */
  readonly address: string;
  readonly onKey: (key: string) => void;
  readonly rememberLabel: string;
  readonly remembered: boolean;
  readonly onRemember: (remember: boolean) => void;
  /** In the names of the buttons: "key", "server key". */
  readonly noun: string;
}

export function KeyField(props: KeyFieldProps) {
  const { label, placeholder, value, address, onKey, rememberLabel, remembered, onRemember, noun } = props;
  const [shown, setShown] = useState(false);
  return (
    <>
      <div className="with-button">
        <SecretInput
          className="grow"
          label={label}
          placeholder={placeholder}
          hint={value === '' ? undefined : sentToAlone(address)}
          shown={shown}
          value={value}
          onText={(text) => onKey(text.trim())}
        />
        <Button label={shown ? `Hide ${noun}` : `Show ${noun}`} onClick={() => setShown(!shown)}>
          {shown ? 'Hide' : 'Show'}
        </Button>
      </div>
      <Checkbox
        label={rememberLabel}
        aside={remembered ? '· kept in this browser' : '· off: gone when the tab closes'}
        checked={remembered}
        onCheck={onRemember}
      />
    </>
  );
}
