import { geminiPublicEndpoint } from '../../core/project/device-settings';
import { Button } from '../ui/button';
import { useActions, useStudio, useStudioStore } from '../use-studio';
import { readEndpoint } from './endpoint';
import { AddressField } from './services/address-field';

export function EndpointField() {
  const endpoint = useStudio((state) => state.settings.gemini.endpoint);
  const { updateGemini } = useActions();
  const store = useStudioStore();
  return (
    <AddressField
      label="Gemini endpoint"
      value={endpoint}
      read={readEndpoint}
      untilRight={`Until it is right, calls go to ${endpoint}.`}
      onAddress={(address) => {
        // What was typed may be what holds already; a change would forget the models that were listed.
        if (address !== store.getState().settings.gemini.endpoint) updateGemini({ endpoint: address });
      }}
      button={({ edited, forget }) => (
        <Button
          label="Reset endpoint"
          unavailable={endpoint === geminiPublicEndpoint && !edited ? 'It is the public endpoint.' : undefined}
          onClick={() => {
            forget();
            updateGemini({ endpoint: geminiPublicEndpoint });
          }}
        >
          Reset
        </Button>
      )}
    />
  );
}
