import { useState } from 'react';
import { geminiPublicEndpoint } from '../../core/project/device-settings';
import { Button } from '../ui/button';
import { TextInput } from '../ui/text-input';
import { useActions, useStudio } from '../use-studio';
import { afterPress } from './after-press';
import { readEndpoint } from './endpoint';

/** What is typed holds as soon as it is an address; the error waits until the field is left. */
export function EndpointField() {
  const endpoint = useStudio((state) => state.settings.gemini.endpoint);
  const { updateGemini } = useActions();
  const [draft, setDraft] = useState<{ readonly text: string; readonly left: boolean } | null>(null);
  const read = draft === null ? null : readEndpoint(draft.text);
  const error = draft?.left === true && read !== null && !read.ok ? read.error : undefined;

  function type(text: string) {
    const next = readEndpoint(text);
    setDraft({ text, left: false });
    if (next.ok && next.value !== endpoint) updateGemini({ endpoint: next.value });
  }

  function leave() {
    // What is wrong stays to be corrected; what is right is shown as it holds.
    setDraft((last) => (last === null || readEndpoint(last.text).ok ? null : { ...last, left: true }));
  }

  function reset() {
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
        onBlur={() => afterPress(leave)}
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
