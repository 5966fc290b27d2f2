import type { LocalModel } from '../../../core/local/local-model';
import type { Transfer } from '../../../store/local/local-state';
import type { RowState } from './row-state';

/** The one button at the end of a row. */
export type MainAction = 'download' | 'cancel' | 'delete';

/** What else a row offers. */
export type SideAction = 'use' | 'unload' | 'verify' | 'delete' | 'remove';

interface Row {
  readonly model: Pick<LocalModel, 'kind' | 'origin'>;
  readonly state: RowState;
  readonly transfer: Transfer | undefined;
  /** It is the prompt model. */
  readonly isChosen: boolean;
}

export function isUnderWay(transfer: Transfer | undefined): boolean {
  switch (transfer?.status) {
    case 'queued':
    case 'fetching':
    case 'copying':
    case 'verifying':
    case 'retrying':
      return true;
    case 'failed':
    case 'broken':
    case 'verified':
    case undefined:
      return false;
  }
}

/** Null: the files came from a folder and are not all here, so there is nowhere to fetch them from. */
export function mainAction({ model, state, transfer }: Omit<Row, 'isChosen'>): MainAction | null {
  if (isUnderWay(transfer)) return 'cancel';
  switch (state.status) {
    case 'absent':
    case 'partial':
    case 'damaged':
      return model.origin.kind === 'folder' ? null : 'download';
    case 'ready':
    case 'loading':
    case 'loaded':
    case 'failed':
      return 'delete';
  }
}

export function sideActions({ model, state, transfer, isChosen }: Row): readonly SideAction[] {
  if (isUnderWay(transfer)) return [];
  // A model from a folder goes with its files.
  const own: readonly SideAction[] = model.origin.kind === 'custom' ? ['remove'] : [];
  switch (state.status) {
    case 'absent':
      return model.origin.kind === 'folder' ? ['delete'] : own;
    case 'partial':
      return ['delete', ...own];
    case 'damaged':
      return ['verify', 'delete', ...own];
    case 'ready':
    case 'loading':
    case 'failed':
      return [...use(model, isChosen), 'verify', ...own];
    case 'loaded':
      return [...use(model, isChosen), ...(model.kind === 'chat' ? (['unload'] as const) : []), 'verify', ...own];
  }
}

/** Nobody chats with an embedding model. */
function use({ kind }: Row['model'], isChosen: boolean): readonly SideAction[] {
  return kind === 'chat' && !isChosen ? ['use'] : [];
}
