import type { DeviceReport } from '../../../core/local/device-report';
import { type StoredModel, storedBytes } from '../../../core/local/local-model';
import { sizeWords } from '../../../core/local/size-words';
import { LinkButton } from '../../ui/link-button';
import type { StorageOfBrowser } from '../use-browser-storage';
import { bufferWords, gpuWords, keptWords, roomWords } from './device-words';

interface DeviceFactsProps {
  readonly device: DeviceReport;
  readonly stored: readonly StoredModel[];
  readonly storage: StorageOfBrowser;
}

/** What this device brings along, and what local models take of it. */
export function DeviceFacts({ device, stored, storage }: DeviceFactsProps) {
  const bytes = stored.reduce((sum, model) => sum + storedBytes(model), 0);
  return (
    <dl className="dev facts">
      <div>
        <dt>This device</dt>
        <dd>{gpuWords(device.gpu)}</dd>
      </div>
      <div>
        <dt>Largest GPU buffer</dt>
        <dd>{bufferWords(device.gpu)}</dd>
      </div>
      <div>
        <dt>Stored models</dt>
        <dd>
          {bytes === 0 ? 'None' : sizeWords(bytes)}, {roomWords(storage)}
        </dd>
      </div>
      <div>
        <dt>Storage</dt>
        <dd>
          {keptWords(storage)}
          {storage.kept === false && !storage.refused && (
            <>
              {' '}
              <LinkButton onClick={storage.askToKeep}>Protect storage</LinkButton>
            </>
          )}
        </dd>
      </div>
    </dl>
  );
}
