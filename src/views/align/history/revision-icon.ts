import type { RevisionReason } from '../../../core/prompt/revision';
import type { IconName } from '../../ui/icon-paths';

export function revisionIcon(reason: RevisionReason): IconName {
  switch (reason.kind) {
    case 'edit-prompt':
    case 'edit-principle':
      return 'edit';
    case 'add-principle':
      return 'plus';
    case 'delete-principles':
      return 'trash';
    case 'turn-principles':
      return reason.to === 'on' ? 'picked' : 'idle';
    case 'move-principle':
      return reason.to < reason.from ? 'up' : 'dn';
    case 'mutation':
    case 'update-prompt':
      return reason.feedback;
    case 'merge':
      return 'collapse';
    case 'fold':
      return 'fold';
    case 'unfold':
    case 'restore-original':
    case 'restore':
      return 'restore';
    case 'import':
      return 'import';
  }
}
