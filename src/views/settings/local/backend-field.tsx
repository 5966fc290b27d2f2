import type { DeviceReport } from '../../../core/local/device-report';
import { type ModelBackend, modelBackends } from '../../../core/local/local-model';
import { Select } from '../../ui/select';
import { useActions, useStudio } from '../../use-studio';

const names: Readonly<Record<ModelBackend, string>> = {
  opfs: 'Origin private file system',
  cache: 'Cache API',
  indexeddb: 'IndexedDB',
};

/** `device` null: not looked at yet, so nothing is refused. */
export function BackendField({ device }: { readonly device: DeviceReport | null }) {
  const backend = useStudio((state) => state.settings.local.backend);
  const { local } = useActions();
  const options = modelBackends.map((value) => {
    const offered = device?.backends[value] ?? true;
    return {
      value,
      label: offered ? names[value] : `${names[value]} (not in this browser or window)`,
      disabled: !offered,
    };
  });
  return (
    <Select
      label="Keep models in"
      hint="Where new downloads go. Models stored elsewhere keep working."
      value={backend}
      options={options}
      onPick={(picked) => local.setModelBackend(picked)}
    />
  );
}
