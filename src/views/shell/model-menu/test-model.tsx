import { ConnectionTest } from '../../shared/connect/connection-test';
import { useActions, useStudio } from '../../use-studio';

/** Asks the prompt model for one word, where it is a service: whatever was wrong may be over. */
export function TestModel() {
  const { promptModel, privateMode, server } = useStudio((state) => state.settings);
  const key = useStudio((state) => state.key);
  const connections = {
    gemini: useStudio((state) => state.connection),
    server: useStudio((state) => state.serverConnection),
  };
  const { testConnection, testServerConnection, stopConnectionTest } = useActions().services;
  if (promptModel.provider !== 'gemini' && promptModel.provider !== 'server') return null;
  const { provider, id } = promptModel;
  const missing =
    provider === 'gemini'
      ? key === '' && 'There is no key yet.'
      : server.address === '' && 'There is no server URL yet.';
  return (
    <div className="grid gap-2">
      <ConnectionTest
        label="Test connection"
        statusLabel="Test of the prompt model"
        connection={connections[provider]}
        unavailable={privateMode ? '“Data never leaves this device” is on.' : missing || undefined}
        onTest={() => (provider === 'gemini' ? testConnection(id) : testServerConnection(id))}
        onStop={() => stopConnectionTest(provider)}
      />
    </div>
  );
}
