import { geminiPublicEndpoint } from '../../core/project/device-settings';
import { Button } from '../ui/button';
import { useActions, useStudio, useStudioStore } from '../use-studio';
import { readEndpoint } from './endpoint';
import { AddressField } from './services/address-field';
import { AddressQuestion } from './services/address-question';
import { PlainHttpNote } from './services/plain-http-note';

export function EndpointField() {
  const endpoint = useStudio((state) => state.settings.gemini.address);
  const asked = useStudio(({ askedAddress }) => (askedAddress?.owner === 'gemini' ? askedAddress.address : null));
  const { updateGemini, answerAskedAddress } = useActions().services;
  const store = useStudioStore();
  return (
    <>
      <AddressField
        label="Gemini endpoint"
        value={asked ?? endpoint}
        read={readEndpoint}
        untilRight={`Until it is right, calls go to ${endpoint}.`}
        onAddress={(address) => {
          // What was typed may be what holds already; a change would forget the models that were listed.
          if (address !== store.getState().settings.gemini.address) updateGemini({ address });
          else if (asked !== null) answerAskedAddress('stay');
        }}
        button={({ edited, forget }) => (
          <Button
            label="Reset endpoint"
            unavailable={
              endpoint === geminiPublicEndpoint && asked === null && !edited ? 'It is the public endpoint.' : undefined
            }
            onClick={() => {
              forget();
              if (endpoint !== geminiPublicEndpoint) updateGemini({ address: geminiPublicEndpoint });
              else if (asked !== null) answerAskedAddress('stay');
            }}
          >
            Reset
          </Button>
        )}
      />
      <AddressQuestion owner="gemini" address={endpoint} />
      <PlainHttpNote address={asked ?? endpoint} />
    </>
  );
}
