import type { SaveState } from '../../core/project/saving';
import { localTime } from '../shared/time/local-time';
import { Icon } from '../ui/icon';
import type { IconName } from '../ui/icon-paths';
import { useStudio } from '../use-studio';

/** Not read out: it changes with every burst of typing, and a failure has an alert of its own. */
export function SaveStatus() {
  const save = useStudio((state) => state.save);
  const { icon, word, tip } = looks(save);
  return (
    <div className="status" role="status" aria-label="Save state" aria-live="off" data-tip={tip}>
      <Icon name={icon} />
      {word}
    </div>
  );
}

function looks(save: SaveState): { readonly icon: IconName; readonly word: string; readonly tip: string } {
  switch (save.state) {
    case 'saved':
      return { icon: 'check', word: 'Saved', tip: savedTip(save.at) };
    case 'saving':
      return { icon: 'clock', word: 'Saving', tip: 'The latest changes are being written' };
    case 'not-saved':
      return { icon: 'warn', word: 'Not saved', tip: save.reason };
    case 'conflict':
      return {
        icon: 'warn',
        word: 'Not saved',
        tip:
          save.storedVersion === 0
            ? 'It was deleted from the browser’s storage'
            : 'Another tab saved this project as well',
      };
  }
}

function savedTip(at: string | null): string {
  return at === null ? 'In this browser; nothing has changed yet' : `In this browser, at ${localTime(at)}`;
}
