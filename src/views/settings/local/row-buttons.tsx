import type { LocalModel } from '../../../core/local/local-model';
import type { Transfer } from '../../../store/local/local-state';
import { Button } from '../../ui/button';
import type { MainAction, SideAction } from './row-actions';
import type { RowCommands } from './row-commands';
import { rowId } from './row-id';

interface MainButtonProps {
  readonly action: MainAction | null;
  readonly model: LocalModel;
  readonly transfer: Transfer | undefined;
  /** A part of it is here. */
  readonly goesOn: boolean;
  /** Why it cannot run here. */
  readonly refusal: string | undefined;
  readonly commands: RowCommands;
}

/** One button whose word changes, so that it keeps the focus when a press changes it. */
export function MainButton({ action, model, transfer, goesOn, refusal, commands }: MainButtonProps) {
  const described = { 'aria-describedby': `${rowId(model.id)}-name` };
  switch (action) {
    case null:
      return <span />;
    case 'download':
      return (
        <Button
          key="main"
          icon="download"
          unavailable={refusal}
          tip={goesOn ? 'Goes on where it stopped' : undefined}
          onClick={() => commands.download(model)}
          {...described}
        >
          Download
        </Button>
      );
    case 'cancel':
      return (
        <Button
          key="main"
          icon="x"
          label={cancelLabel(transfer)}
          onClick={() => commands.cancel(model.id)}
          {...described}
        >
          Cancel
        </Button>
      );
    case 'delete':
      return (
        <Button key="main" icon="trash" onClick={() => commands.askDelete(model)} {...described}>
          Delete
        </Button>
      );
  }
}

function cancelLabel(transfer: Transfer | undefined): string {
  switch (transfer?.status) {
    case 'verifying':
      return 'Cancel verification';
    case 'copying':
      return 'Cancel copy';
    case 'queued':
    case 'fetching':
    case 'retrying':
    case 'failed':
    case 'broken':
    case 'verified':
    case undefined:
      return 'Cancel download';
  }
}

interface SideButtonsProps {
  readonly actions: readonly SideAction[];
  readonly model: LocalModel;
  readonly commands: RowCommands;
}

export function SideButtons({ actions, model, commands }: SideButtonsProps) {
  if (actions.length === 0) return null;
  return (
    <div className="mside">
      {actions.map((action) => (
        <SideButton key={action} {...{ action, model, commands }} />
      ))}
    </div>
  );
}

interface SideButtonProps extends Pick<SideButtonsProps, 'model' | 'commands'> {
  readonly action: SideAction;
}

function SideButton({ action, model, commands }: SideButtonProps) {
  const described = { 'aria-describedby': `${rowId(model.id)}-name` };
  switch (action) {
    case 'use':
      return (
        <Button tight onClick={() => commands.use(model.id)} {...described}>
          Use as prompt model
        </Button>
      );
    case 'unload':
      return (
        <Button
          variant="ghost"
          tight
          tip="Gives the GPU memory back; it loads again when it is asked"
          onClick={commands.unload}
        >
          Unload
        </Button>
      );
    case 'verify':
      return (
        <Button
          variant="ghost"
          tight
          tip="Reads every file again and compares it"
          onClick={() => commands.verify(model.id)}
        >
          Verify
        </Button>
      );
    case 'delete':
      return (
        <Button
          variant="ghost"
          tight
          icon="trash"
          tip="Deletes what has come of its files"
          onClick={() => commands.askDelete(model)}
          {...described}
        >
          Delete
        </Button>
      );
    case 'remove':
      return (
        <Button
          variant="ghost"
          tight
          icon="x"
          tip="Takes it off the list, with its files"
          onClick={() => commands.askRemove(model)}
          {...described}
        >
          Remove
        </Button>
      );
  }
}
