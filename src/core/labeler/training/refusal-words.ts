import type { RejectReason } from '../run/labeler-run';

/** Why a proposal was refused, as it is told to the model that made it. */
export function refusalWords(reason: RejectReason): string {
  switch (reason.kind) {
    case 'quotes-row':
      return `it repeats "${reason.shared}", which stands in the row`;
    case 'already-there':
      return 'these rules are there already, or were tried before';
    case 'last-rule':
      return 'its label would be left without a rule';
    case 'not-mended':
      return 'the row that it was made for is misread as before';
    case 'unreadable':
      return reason.why;
  }
}
