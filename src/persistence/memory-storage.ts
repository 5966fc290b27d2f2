import type { ServiceId } from '../core/model/provider-table';
import type { DeviceSettings } from '../core/project/device-settings';
import type { DeviceRepository, ProjectRepository, StoredProject } from '../core/project/repository';
import { settleInterrupted } from '../core/project/settle-interrupted';

/** Stands in where the browser keeps nothing: everything works until the page is closed. */
export function createMemoryStorage(): { readonly projects: ProjectRepository; readonly device: DeviceRepository } {
  return { projects: memoryProjects(), device: memoryDevice() };
}

function memoryProjects(): ProjectRepository {
  const stored = new Map<string, StoredProject>();
  return {
    async list() {
      return [...stored.values()]
        .map(({ project: { id, name, updatedAt } }) => ({ id, name, updatedAt }))
        .toSorted((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
    },
    async load(id) {
      const found = stored.get(id);
      return found === undefined ? null : { ...found, project: settleInterrupted(found.project) };
    },
    async save({ project, expectedVersion }) {
      const storedVersion = stored.get(project.id)?.version ?? 0;
      if (storedVersion !== expectedVersion) return { status: 'conflict', storedVersion };
      stored.set(project.id, { project, version: storedVersion + 1 });
      return { status: 'saved', version: storedVersion + 1 };
    },
    async remove(id) {
      stored.delete(id);
    },
    onChange: () => () => {},
  };
}

function memoryDevice(): DeviceRepository {
  let settings: DeviceSettings | null = null;
  const keys = new Map<ServiceId, string>();
  let openProjectId: string | null = null;
  return {
    loadSettings: async () => settings,
    async saveSettings(next) {
      settings = next;
    },
    loadKey: async (of) => keys.get(of) ?? '',
    async saveKey(of, key) {
      keys.set(of, key);
    },
    loadOpenProjectId: async () => openProjectId,
    async saveOpenProjectId(id) {
      openProjectId = id;
    },
    onSettingsChange: () => () => {},
  };
}
