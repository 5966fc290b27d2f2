import type { WorkbenchLayout } from '../../ui/workbench/workbench';
import type { PaneName } from './use-shown-pane';

/** Apart from its frame: what index.html shows of Align has the same widths. */
export const alignLayout: WorkbenchLayout<PaneName> = {
  start: {
    id: 'prompt',
    label: 'Prompt',
    noun: 'prompt',
    savedAs: 'prompt',
    limits: { min: 240, usual: 304, max: 560 },
  },
  main: { id: 'responses', label: 'Responses' },
  end: {
    id: 'principles',
    label: 'Principles',
    noun: 'principles',
    savedAs: 'principles',
    limits: { min: 260, usual: 332, max: 560 },
  },
  foot: { id: 'history', label: 'History' },
  sharedColumn: 'start',
};

/** In chat mode the prompt is the bot's. */
export const chatLayout: WorkbenchLayout<PaneName> = {
  ...alignLayout,
  start: { ...alignLayout.start, label: 'Bot', noun: 'bot' },
};
