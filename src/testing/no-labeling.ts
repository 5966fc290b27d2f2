/** What a studio needs for Label, in a test that labels nothing. */
export const noLabeling = {
  loadLabeler: () => Promise.reject(new Error('Nothing is labeled here.')),
  fetchFile: (path: string) => Promise.reject(new Error(`Nothing is fetched here, not even ${path}.`)),
  withLock: async (_name: string, work: () => Promise<void>) => {
    await work();
    return true;
  },
  setTimer: () => () => undefined,
};
