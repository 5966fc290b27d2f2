import { useState } from 'react';
import { Button } from '../ui/button';
import { Checkbox } from '../ui/checkbox';
import { TextInput } from '../ui/text-input';
import { useActions, useStudio } from '../use-studio';

export function KeyField() {
  const key = useStudio((state) => state.key);
  const remember = useStudio((state) => state.settings.gemini.rememberKey);
  const { setKey, updateGemini } = useActions();
  const [shown, setShown] = useState(false);
  return (
    <>
      <div className="with-button">
        <TextInput
          className="grow"
          label="Gemini API key"
          type={shown ? 'text' : 'password'}
          mono
          value={key}
          onText={(text) => setKey(text.trim())}
        />
        <Button label={shown ? 'Hide key' : 'Show key'} onClick={() => setShown(!shown)}>
          {shown ? 'Hide' : 'Show'}
        </Button>
      </div>
      <Checkbox
        label="Remember key on this device"
        aside={remember ? '· kept in this browser' : '· off: gone when the tab closes'}
        checked={remember}
        onCheck={(rememberKey) => updateGemini({ rememberKey })}
      />
    </>
  );
}
