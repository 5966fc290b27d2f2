import { isService, rowOf } from '../../../core/model/provider-table';
import { ConnectionTest } from '../../shared/connect/connection-test';
import { useActions, useStudio } from '../../use-studio';

/** Asks the prompt model for one word, where it is a service: whatever was wrong may be over. */
export function TestModel() {
  const settings = useStudio((state) => state.settings);
  const services = useStudio((state) => state.services);
  const { testConnection, stopConnectionTest } = useActions().services;
  const { promptModel, privateMode } = settings;
  if (!('id' in promptModel) || !isService(promptModel.provider)) return null;
  const { provider, id } = promptModel;
  const { key, connection } = services[provider];
  const noKey = rowOf(provider).needs === 'key' && key === '' ? 'There is no key yet.' : undefined;
  const missing = settings[provider].address === '' ? 'There is no server URL yet.' : noKey;
  return (
    <div className="grid gap-2">
      <ConnectionTest
        label="Test connection"
        statusLabel="Test of the prompt model"
        connection={connection}
        unavailable={privateMode ? '“Data never leaves this device” is on.' : missing}
        onTest={() => testConnection(provider, id)}
        onStop={() => stopConnectionTest(provider)}
      />
    </div>
  );
}
