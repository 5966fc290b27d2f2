import { useEffect, useState } from 'react';
import { geminiPublicEndpoint } from '../../core/project/device-settings';
import { Button } from '../ui/button';
import { TextInput } from '../ui/text-input';
import { useActions, useStudio, useStudioStore } from '../use-studio';
import { afterPress } from './after-press';
import { readEndpoint } from './endpoint';

/** Long enough to finish a word, short enough that nobody waits for it. */
const restMs = 800;

/**
 * What is typed holds when the field is left, at Enter, or after a rest: half an address can be somebody else's, and calls carry the
 * key to it. The error waits until the field is left.
 */
export function EndpointField() {
  const endpoint = useStudio((state) => state.settings.gemini.endpoint);
  const { updateGemini } = useActions();
  const [draft, setDraft] = useState<{ readonly text: string; readonly left: boolean } | null>(null);
  const read = draft === null ? null : readEndpoint(draft.text);
  const error = draft?.left === true && read !== null && !read.ok ? read.error : undefined;

  const store = useStudioStore();
  const [{ later, now }] = useState(() =>
    committing((text) => {
      const next = readEndpoint(text);
      const present = store.getState().settings.gemini.endpoint;
      if (next.ok && next.value !== present) updateGemini({ endpoint: next.value });
    }),
  );
  useEffect(() => now, [now]);

  function type(text: string) {
    setDraft({ text, left: false });
    later(text);
  }

  function leave() {
    // What is wrong stays to be corrected; what is right is shown as it holds.
    setDraft((last) => (last === null || readEndpoint(last.text).ok ? null : { ...last, left: true }));
  }

  function reset() {
    now();
    setDraft(null);
    updateGemini({ endpoint: geminiPublicEndpoint });
  }

  return (
    <div className="with-button">
      <TextInput
        className="grow"
        label="Gemini endpoint"
        type="url"
        mono
        value={draft?.text ?? endpoint}
        error={error === undefined ? undefined : `${error} Until it is right, calls go to ${endpoint}.`}
        onText={type}
        onBlur={() => {
          // At once, for the button that took the focus; only the message waits.
          now();
          afterPress(leave);
        }}
        onKeyDown={({ key }) => key === 'Enter' && now()}
      />
      <Button
        label="Reset endpoint"
        unavailable={endpoint === geminiPublicEndpoint && draft === null ? 'It is the public endpoint.' : undefined}
        onClick={reset}
      >
        Reset
      </Button>
    </div>
  );
}

/** Commits the last text after a rest, or when told to. */
function committing(commit: (text: string) => void) {
  let pending: { readonly text: string; readonly timer: number } | null = null;
  const now = () => {
    if (pending === null) return;
    const { text, timer } = pending;
    pending = null;
    window.clearTimeout(timer);
    commit(text);
  };
  const later = (text: string) => {
    if (pending !== null) window.clearTimeout(pending.timer);
    pending = { text, timer: window.setTimeout(now, restMs) };
  };
  return { now, later };
}
