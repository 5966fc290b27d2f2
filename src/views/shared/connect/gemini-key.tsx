import { useActions, useStudio } from '../../use-studio';
import { KeyField } from './key-field';
import { KeyForm } from './key-form';

/** The key of Gemini, wherever it can be entered. */
export function GeminiKey() {
  const { address, rememberKey } = useStudio((state) => state.settings.gemini);
  const key = useStudio((state) => state.services.gemini.key);
  const { setKey, update } = useActions().services;
  return (
    <KeyForm>
      <KeyField
        label="Gemini API key"
        noun="key"
        placeholder="Paste your key"
        value={key}
        address={address}
        onKey={(next) => setKey('gemini', next)}
        rememberLabel="Remember key on this device"
        remembered={rememberKey}
        onRemember={(remember) => update('gemini', { rememberKey: remember })}
      />
    </KeyForm>
  );
}
