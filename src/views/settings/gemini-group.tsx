import { ConnectionTest } from '../shared/connect/connection-test';
import { followModel } from '../shared/models/model-options';
import { useListedIds } from '../shared/models/use-listed-ids';
import { NumberInput } from '../ui/number-input';
import { useActions, useStudio } from '../use-studio';
import { EndpointField } from './endpoint-field';
import { Group } from './group';
import { privateModeWhy } from './private-mode';
import { SafetyFields } from './safety-fields';
import { ListingFailure, ListModelsButton } from './services/list-models';
import { ModelIdField } from './services/model-id-field';
import { UseForBoth } from './services/use-for-both';

export function GeminiGroup() {
  const { gemini, privateMode } = useStudio((state) => state.settings);
  const connection = useStudio((state) => state.connection);
  const { updateGemini, testConnection, stopConnectionTest } = useActions().services;
  const blocked = privateMode ? privateModeWhy : undefined;
  return (
    <Group
      section="gemini"
      title="Gemini settings"
      about="Calls go straight from this browser to the endpoint. The key is entered at the top of this page."
      role="group"
    >
      <EndpointField />
      <GeminiModelField blocked={blocked} />
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
      <ConnectionTest
        label="Test connection"
        statusLabel="Connection"
        connection={connection}
        unavailable={blocked}
        onTest={() => testConnection()}
        onStop={() => stopConnectionTest('gemini')}
      >
        <UseForBoth model={{ provider: 'gemini', id: gemini.model }}>Use Gemini for both models</UseForBoth>
      </ConnectionTest>
    </Group>
  );
}

function GeminiModelField({ blocked }: { readonly blocked: string | undefined }) {
  const settings = useStudio((state) => state.settings);
  const listing = useStudio((state) => state.geminiModels);
  const {
    settings: { updateSettings },
    services: { updateGemini, refreshGeminiModels },
  } = useActions();
  const { model } = settings.gemini;
  return (
    <>
      <ModelIdField
        label="Gemini model"
        value={model}
        ids={useListedIds('gemini')}
        onModel={(to) => {
          updateGemini({ model: to });
          updateSettings(followModel(settings, { provider: 'gemini', from: model, to }));
        }}
        button={
          <ListModelsButton
            label="Refresh models"
            tip="Ask the service which models this key may use"
            listing={listing}
            unavailable={blocked}
            onList={refreshGeminiModels}
          />
        }
      />
      <ListingFailure listing={listing} />
    </>
  );
}
