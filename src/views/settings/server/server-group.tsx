import { useState } from 'react';
import { ConnectionTest } from '../../shared/connect/connection-test';
import { KeyField } from '../../shared/connect/key-field';
import { Button } from '../../ui/button';
import { NumberInput } from '../../ui/number-input';
import { useActions, useStudio, useStudioStore } from '../../use-studio';
import { Group } from '../group';
import { NotInPrivateMode, privateModeWhy } from '../private-mode';
import { AddressField } from '../services/address-field';
import { AddressQuestion } from '../services/address-question';
import { PlainHttpNote } from '../services/plain-http-note';
import { UseForBoth } from '../services/use-for-both';
import { ReachHelp } from './reach-help';
import { ServerModelFields } from './server-model-fields';
import { serverPresets } from './server-presets';
import { lacksVersion, readServerField } from './server-url';

export function ServerGroup() {
  const { server, privateMode } = useStudio((state) => state.settings);
  const key = useStudio((state) => state.serverKey);
  const connection = useStudio((state) => state.serverConnection);
  const { updateServer, setServerKey, testServerConnection, stopConnectionTest } = useActions().services;
  const missing = server.address === '' ? 'There is no server URL yet.' : undefined;
  const blocked = privateMode ? privateModeWhy : missing;
  const noModel =
    server.model === '' ? 'No server model is chosen yet. Refresh models shows those that it has.' : undefined;
  return (
    <Group
      section="server"
      title="OpenAI-compatible server"
      about="Ollama, LM Studio, llama.cpp, vLLM and others, on this computer or elsewhere."
      role="group"
    >
      {privateMode && <NotInPrivateMode what="the server" />}
      <ServerUrlField />
      <KeyField
        label="Server key"
        placeholder="None needed by most"
        noun="server key"
        value={key}
        address={server.address}
        onKey={setServerKey}
        rememberLabel="Remember server key on this device"
        remembered={server.rememberKey}
        onRemember={(rememberKey) => updateServer({ rememberKey })}
      />
      <ServerModelFields blocked={blocked} />
      {/* "Requests per minute" and "Parallel requests" are Gemini's, by the UI contract: no name here may hold those words. */}
      <div className="two">
        <NumberInput
          label="Requests to the server per minute"
          min={1}
          max={100_000}
          step={1}
          value={server.requestsPerMinute}
          onNumber={(requestsPerMinute) => updateServer({ requestsPerMinute })}
        />
        <NumberInput
          label="Requests to the server in parallel"
          min={1}
          max={64}
          step={1}
          value={server.parallelRequests}
          onNumber={(parallelRequests) => updateServer({ parallelRequests })}
        />
      </div>
      <ConnectionTest
        label="Test server connection"
        statusLabel="Server test"
        connection={connection}
        unavailable={blocked ?? noModel}
        onTest={() => testServerConnection()}
        onStop={() => stopConnectionTest('server')}
      >
        <UseForBoth model={{ provider: 'server', id: server.model }}>Use the server for both models</UseForBoth>
      </ConnectionTest>
      <ReachHelp />
    </Group>
  );
}

function ServerUrlField() {
  const url = useStudio((state) => state.settings.server.address);
  const asked = useStudio(({ askedAddress }) => (askedAddress?.owner === 'server' ? askedAddress.address : null));
  const { updateServer, answerAskedAddress } = useActions().services;
  const store = useStudioStore();
  const [presses, setPresses] = useState(0);
  const update = (next: string) => {
    // What was typed may be what holds already; a change would forget the models that were listed.
    if (next !== store.getState().settings.server.address) updateServer({ address: next });
    else if (asked !== null) answerAskedAddress('stay');
  };
  return (
    <div className="field">
      <AddressField
        // A preset takes the place of what is typed and wrong.
        key={presses}
        label="Server URL"
        placeholder="http://localhost:11434/v1"
        hint={lacksVersion(url) ? 'Most servers answer under /v1: check that it is not missing at the end.' : undefined}
        value={asked ?? url}
        read={readServerField}
        untilRight={url === '' ? 'Until it is right, there is no server.' : `Until it is right, calls go to ${url}.`}
        onAddress={update}
      />
      <AddressQuestion owner="server" address={url} />
      <PlainHttpNote address={asked ?? url} />
      <fieldset className="presets" aria-label="Usual addresses">
        {serverPresets.map((preset) => (
          <Button
            key={preset.name}
            tight
            tip={`Use ${preset.url}`}
            aria-pressed={preset.url === url}
            onClick={() => {
              update(preset.url);
              setPresses(presses + 1);
            }}
          >
            {preset.name}
          </Button>
        ))}
      </fieldset>
    </div>
  );
}
