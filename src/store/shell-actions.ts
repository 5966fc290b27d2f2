import type { ActionContext } from './context';
import { saveSettings } from './save-settings';
import type { Dialog, Notice } from './studio-state';

export interface ShellActions {
  openDialog(dialog: Dialog): void;
  closeDialog(): void;
  notify(notice: Omit<Notice, 'id'>): void;
  dismissNotice(id: string): void;
  /** Into the newer version of the app, once everything is saved. */
  updateApp(): Promise<void>;
  installApp(): void;
  startTour(): void;
  nextTourStep(): void;
  endTour(): void;
}

const tourSteps = 3;

export function shellActions(context: ActionContext): ShellActions {
  const { get, set } = context;

  const endTour = () => {
    set({ tourStep: null });
    if (!get().settings.tourSeen) saveSettings(context, { ...get().settings, tourSeen: true });
  };

  return {
    openDialog(dialog) {
      set({ dialog });
    },
    closeDialog() {
      set({ dialog: null });
    },
    notify: context.notify,
    async updateApp() {
      await context.flush();
      if (get().save.state === 'saved') return context.deps.appShell.update();
      context.notify({
        title: 'The new version waits',
        body: 'The project could not be saved, and updating reloads the page. Settle that first, or export the project.',
      });
    },
    installApp: () => context.deps.appShell.install(),
    dismissNotice(id) {
      set({ notices: get().notices.filter((notice) => notice.id !== id) });
    },
    startTour() {
      set({ tourStep: 0 });
    },
    nextTourStep() {
      const { tourStep } = get();
      if (tourStep === null || tourStep + 1 >= tourSteps) endTour();
      else set({ tourStep: tourStep + 1 });
    },
    endTour,
  };
}
