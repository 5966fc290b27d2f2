import { NumberInput } from '../ui/number-input';
import { useActions, useStudio } from '../use-studio';
import { ConnectionTest } from './connection-test';
import { EndpointField } from './endpoint-field';
import { GeminiModelField } from './gemini-model-field';
import { Group } from './group';
import { KeyField } from './key-field';
import { SafetyFields } from './safety-fields';

export function GeminiGroup() {
  const gemini = useStudio((state) => state.settings.gemini);
  const { updateGemini } = useActions();
  return (
    <Group title="Gemini" about="Calls go from this browser straight to the endpoint.">
      <KeyField />
      <EndpointField />
      <GeminiModelField />
      <div className="two">
        <NumberInput
          label="Requests per minute"
          min={1}
          max={10_000}
          step={1}
          value={gemini.requestsPerMinute}
          onNumber={(requestsPerMinute) => updateGemini({ requestsPerMinute })}
        />
        <NumberInput
          label="Parallel requests"
          min={1}
          max={64}
          step={1}
          value={gemini.parallelRequests}
          onNumber={(parallelRequests) => updateGemini({ parallelRequests })}
        />
      </div>
      <SafetyFields />
      <ConnectionTest />
    </Group>
  );
}
