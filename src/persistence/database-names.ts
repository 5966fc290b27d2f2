/** What lies where, for all who look: without the library that the app opens its database with. */
export const databaseName = 'constitution-studio';

/** Records of the store `device`. */
export const deviceRecords = { settings: 'settings', openProject: 'open-project' } as const;

/** In `localStorage`: each page writes under keys of its own, so that two tabs on one project do not write over each other. */
export const unsavedChangesPrefix = 'constitution-studio:unsaved:';
