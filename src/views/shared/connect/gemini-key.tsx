import { useActions, useStudio } from '../../use-studio';
import { KeyField } from './key-field';
import { KeyForm } from './key-form';

/** The key of Gemini, wherever it can be entered. */
export function GeminiKey() {
  const { address, rememberKey } = useStudio((state) => state.settings.gemini);
  const key = useStudio((state) => state.key);
  const { setKey, updateGemini } = useActions().services;
  return (
    <KeyForm>
      <KeyField
        label="Gemini API key"
        noun="key"
        placeholder="Paste your key"
        value={key}
        address={address}
        onKey={setKey}
        rememberLabel="Remember key on this device"
        remembered={rememberKey}
        onRemember={(remember) => updateGemini({ rememberKey: remember })}
      />
    </KeyForm>
  );
}
