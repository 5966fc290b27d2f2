import type { ComponentType } from 'react';
import { isPractice, type ModelRef } from '../../../core/model/model-ref';
import { type ServiceId, serviceName } from '../../../core/model/provider-table';
import { ConnectionTest } from '../../shared/connect/connection-test';
import { KeyField } from '../../shared/connect/key-field';
import { Button } from '../../ui/button';
import { NumberInput } from '../../ui/number-input';
import { Row } from '../../ui/row';
import { useActions, useStudio } from '../../use-studio';
import { Group } from '../group';
import { NotInPrivateMode, privateModeWhy } from '../private-mode';
import { SafetyFields } from '../safety-fields';
import { EmbeddingModelField } from '../server/embedding-model-field';
import { ReachHelp } from '../server/reach-help';
import { ServiceAddress } from './service-address';
import { ServiceModel } from './service-model';
import { serviceWords } from './service-words';

interface OwnParts {
  readonly AfterModel?: ComponentType;
  readonly BeforeTest?: ComponentType;
  readonly AtEnd?: ComponentType;
}

/** What one service has and the others have not. */
const ownParts: Partial<Record<ServiceId, OwnParts>> = {
  gemini: { BeforeTest: SafetyFields },
  server: { AfterModel: EmbeddingModelField, AtEnd: ReachHelp },
};

/** All that is set of one service. */
export function ServiceGroup({ service }: { readonly service: ServiceId }) {
  const settings = useStudio((state) => state.settings);
  const { key, connection } = useStudio((state) => state.services[service]);
  const { update, setKey, testConnection, stopConnectionTest } = useActions().services;
  const { AfterModel, BeforeTest, AtEnd } = ownParts[service] ?? {};
  const words = serviceWords[service];
  const { address, model, rememberKey, requestsPerMinute, parallelRequests } = settings[service];
  const missing = address === '' ? 'There is no server URL yet.' : undefined;
  const blocked = settings.privateMode ? privateModeWhy : missing;
  const noModel = model === '' ? words.model.none?.why : undefined;
  return (
    <Group section={service} title={words.title} about={words.about} role="group">
      {/* Gemini's stands in its tile, with its key. */}
      {settings.privateMode && words.key && <NotInPrivateMode what={serviceName(service)} />}
      <ServiceAddress service={service} />
      {words.key && (
        <KeyField
          label={words.key.label}
          placeholder={words.key.placeholder}
          noun={words.key.noun}
          value={key}
          address={address}
          onKey={(next) => setKey(service, next)}
          rememberLabel={words.key.remember}
          remembered={rememberKey}
          onRemember={(remember) => update(service, { rememberKey: remember })}
        />
      )}
      <ServiceModel service={service} blocked={blocked} />
      {AfterModel && <AfterModel />}
      <div className="two">
        <NumberInput
          label={words.perMinute.label}
          min={1}
          max={words.perMinute.max}
          step={1}
          value={requestsPerMinute}
          onNumber={(limit) => update(service, { requestsPerMinute: limit })}
        />
        <NumberInput
          label={words.parallel}
          min={1}
          max={64}
          step={1}
          value={parallelRequests}
          onNumber={(limit) => update(service, { parallelRequests: limit })}
        />
      </div>
      {BeforeTest && <BeforeTest />}
      <ConnectionTest
        label={words.test.label}
        statusLabel={words.test.statusLabel}
        connection={connection}
        unavailable={blocked ?? noModel}
        onTest={() => testConnection(service)}
        onStop={() => stopConnectionTest(service)}
      >
        <UseForBoth model={{ provider: service, id: model }}>{words.useForBoth}</UseForBoth>
      </ConnectionTest>
      {AtEnd && <AtEnd />}
    </Group>
  );
}

/** Suggested once a service has answered, and not done: a key alone should not start to cost. */
function UseForBoth({ model, children }: { readonly model: ModelRef; readonly children: string }) {
  const promptModel = useStudio((state) => state.settings.promptModel);
  const { updateSettings } = useActions().settings;
  if (!isPractice(promptModel)) return null;
  return (
    <Row wraps>
      <Button variant="primary" onClick={() => updateSettings({ promptModel: model, alignmentModel: null })}>
        {children}
      </Button>
      <span className="hint">Currently: practice model</span>
    </Row>
  );
}
