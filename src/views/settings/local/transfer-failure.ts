import type { LocalModelErrorData, LocalModelErrorKind } from '../../../core/local/local-model-error';

/** What happened; the error's own message says why and what to do. */
export const failureTitles: Readonly<Record<LocalModelErrorKind, string>> = {
  'missing-file': 'A file is missing',
  'broken-file': 'A file came broken',
  'unreadable-file': 'A file could not be read',
  unreachable: 'The host could not be reached',
  refused: 'The host refused',
  'storage-full': 'No room left',
  storage: 'The browser’s storage failed',
  'cannot-run': 'It cannot run here',
  internal: 'Something in the studio failed',
};

/** Whether Download takes the work up where it ended, as far as is known, and the error does not say so itself. */
export function goesOn({ kind, message }: LocalModelErrorData): boolean {
  if (/\bkept\b/.test(message)) return false;
  switch (kind) {
    case 'unreachable':
    case 'refused':
    case 'storage-full':
    case 'storage':
    case 'internal':
    case 'broken-file':
      return true;
    case 'missing-file':
    case 'unreadable-file':
    case 'cannot-run':
      return false;
  }
}
