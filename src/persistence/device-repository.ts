import { type DeviceSettings, defaultDeviceSettings } from '../core/project/device-settings';
import type { DeviceRepository } from '../core/project/repository';
import { toStored } from '../core/project/stored-device-settings';
import type { ChangesChannel } from './changes-channel';
import type { StudioDatabase } from './database';
import { deviceRecords } from './database-names';

interface Deps {
  readonly database: StudioDatabase;
  readonly changes: ChangesChannel;
}

/** Settings and, only when the caller asks, the key. */
export function createDeviceRepository({ database, changes }: Deps): DeviceRepository {
  const get = (key: string): Promise<unknown> =>
    database.tx('readonly', ['device'], (tx) => tx.objectStore('device').get(key));
  const put = (key: string, value: unknown): Promise<IDBValidKey> =>
    database.tx('readwrite', ['device'], (tx) => tx.objectStore('device').put(value, key));
  const loadSettings = async (): Promise<DeviceSettings | null> => {
    const stored = await get(deviceRecords.settings);
    // A first visit has none, and does not fetch their schema.
    if (stored === undefined) return null;
    return (await import('../core/project/device-settings-schema')).readDeviceSettings(stored);
  };

  let saves = 0;
  /** What was chosen here while it was read is newer than what was read. */
  const loadLatest = async (): Promise<DeviceSettings | null> => {
    const before = saves;
    const settings = await loadSettings();
    return before === saves ? settings : loadLatest();
  };

  return {
    loadSettings,
    async saveSettings(settings) {
      saves += 1;
      await put(deviceRecords.settings, toStored(settings));
      changes.announce({ kind: 'settings' });
    },
    async loadKey(of) {
      const key: unknown = await database.tx('readonly', ['keys'], (tx) => tx.objectStore('keys').get(of));
      return typeof key === 'string' ? key : '';
    },
    async saveKey(of, key) {
      await database.tx('readwrite', ['keys'], async (tx) => {
        const keys = tx.objectStore('keys');
        if (key === '') await keys.delete(of);
        else await keys.put(key, of);
      });
      changes.announce({ kind: 'settings' });
    },
    async loadOpenProjectId() {
      const id = await get(deviceRecords.openProject);
      return typeof id === 'string' ? id : null;
    },
    async saveOpenProjectId(id) {
      await put(deviceRecords.openProject, id);
    },
    onSettingsChange(listener) {
      return changes.listen((change) => {
        // What the other tab saved is read from where it saved it; a storage that fails here fails loudly at the next save.
        if (change.kind === 'settings')
          loadLatest().then(
            (settings) => listener(settings ?? defaultDeviceSettings),
            () => {},
          );
      });
    },
  };
}
