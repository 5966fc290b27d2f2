import type { StoredModel } from '../../../core/local/local-model';
import type { Transfer } from '../../../store/local/local-state';
import { isUnderWay } from '../local/row-actions';

interface CopyInput {
  readonly id: string;
  readonly transfer: Transfer | undefined;
  readonly stored: Pick<StoredModel, 'state'> | undefined;
}

/** What has become of a folder that was picked. */
export function copyWords({ id, transfer, stored }: CopyInput): string {
  if (isUnderWay(transfer)) return `${id} is being copied.`;
  if (transfer?.status === 'failed') return `${id} was not copied to the end: its row says why.`;
  if (stored?.state === 'ready') return `${id} is on this device.`;
  return `${id} was not copied to the end.`;
}
