import { type ReactNode, useEffect, useState } from 'react';
import type { Result } from '../../../core/result';
import { isEnter } from '../../ui/enter-key';
import { TextInput } from '../../ui/text-input';
import { afterPress } from '../after-press';

interface AddressFieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly placeholder?: string | undefined;
  readonly value: string;
  /** The address as it is kept, or what is wrong with it. */
  readonly read: (text: string) => Result<string, string>;
  readonly onAddress: (address: string) => void;
  /** After an error: what holds meanwhile. */
  readonly untilRight: string;
  /** Beside the field. `forget` drops what is being typed. */
  readonly button?: (field: { readonly edited: boolean; readonly forget: () => void }) => ReactNode;
}

/** Long enough to finish a word, short enough that nobody waits for it. */
const restMs = 800;

/**
 * What is typed holds when the field is left, at Enter, or after a rest: half an address can be somebody else's, and calls carry the
 * key to it. The error waits until the field is left.
 */
export function AddressField(props: AddressFieldProps) {
  const { label, hint, placeholder, value, read, onAddress, untilRight, button } = props;
  const [draft, setDraft] = useState<{ readonly text: string; readonly left: boolean } | null>(null);
  const reading = draft === null ? null : read(draft.text);
  const error = draft?.left === true && reading !== null && !reading.ok ? reading.error : undefined;
  const [{ later, now }] = useState(committing);
  useEffect(() => now, [now]);

  function type(text: string) {
    setDraft({ text, left: false });
    later(() => {
      const next = read(text);
      if (next.ok) onAddress(next.value);
    });
  }

  function leave() {
    // What is wrong stays to be corrected; what is right is shown as it holds.
    setDraft((last) => (last === null || read(last.text).ok ? null : { ...last, left: true }));
  }

  function forget() {
    now();
    setDraft(null);
  }

  return (
    <div className="with-button">
      <TextInput
        className="grow"
        label={label}
        hint={hint}
        placeholder={placeholder}
        type="url"
        mono
        value={draft?.text ?? value}
        error={error === undefined ? undefined : `${error} ${untilRight}`}
        onText={type}
        onBlur={() => {
          // At once, for the button that took the focus; only the message waits.
          now();
          afterPress(leave);
        }}
        onKeyDown={(event) => isEnter(event) && now()}
      />
      {button?.({ edited: draft !== null, forget })}
    </div>
  );
}

/** Runs the last commit after a rest, or when told to. */
function committing() {
  let pending: { readonly commit: () => void; readonly timer: number } | null = null;
  const now = () => {
    if (pending === null) return;
    const { commit, timer } = pending;
    pending = null;
    window.clearTimeout(timer);
    commit();
  };
  const later = (commit: () => void) => {
    if (pending !== null) window.clearTimeout(pending.timer);
    pending = { commit, timer: window.setTimeout(now, restMs) };
  };
  return { now, later };
}
