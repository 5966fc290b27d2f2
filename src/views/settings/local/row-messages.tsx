import type { LocalModel } from '../../../core/local/local-model';
import type { LocalModelErrorData } from '../../../core/local/local-model-error';
import type { Verdict } from '../../../core/local/preflight';
import type { Transfer } from '../../../store/local/local-state';
import { CallFailure } from '../../shared/failure/call-failure';
import { Alert } from '../../ui/alert';
import { Icon } from '../../ui/icon';
import type { IconName } from '../../ui/icon-paths';
import { LinkButton } from '../../ui/link-button';
import { deviceReason, isDeviceCaution } from './device-wide';
import { isUnderWay } from './row-actions';
import type { RowCommands } from './row-commands';
import type { RowState } from './row-state';
import { failureTitles, goesOn } from './transfer-failure';
import { restWords } from './transfer-words';
import { Ways } from './ways';

interface RowMessagesProps {
  readonly model: LocalModel;
  readonly state: RowState;
  readonly transfer: Transfer | undefined;
  readonly verdict: Verdict | null;
  readonly commands: RowCommands;
}

/** What is to be known of a model before its buttons are pressed: failures first. */
export function RowMessages({ model, state, transfer, verdict, commands }: RowMessagesProps) {
  const dismiss = () => commands.dismiss(model.id);
  const isFolder = model.origin.kind === 'folder';
  return (
    <>
      {transfer?.status === 'failed' && <Failure error={transfer.error} state={state} onDismiss={dismiss} />}
      {transfer?.status === 'broken' && (
        <Alert title={brokenTitle(transfer.paths.length)} actions={<LinkButton onClick={dismiss}>Dismiss</LinkButton>}>
          {named(transfer.paths)} {repair(isFolder)}
        </Alert>
      )}
      {transfer?.status === 'verified' && (
        <p className="msay" role="status">
          <Icon name="check" className="good" />
          <span>
            Verified: every file is whole and right. <LinkButton onClick={dismiss}>Dismiss</LinkButton>
          </span>
        </p>
      )}
      {state.status === 'failed' && <CallFailure error={state.error} />}
      {!isUnderWay(transfer) && transfer === undefined && <Rest state={state} isFolder={isFolder} />}
      {verdict?.can === false && (
        <Say icon="block">
          Can’t run here: {deviceReason(verdict.reason) ?? verdict.words}{' '}
          <Ways ways={verdict.ways} reason={verdict.reason} onTake={commands.take} />
        </Say>
      )}
      {verdict?.can === true &&
        verdict.cautions
          .filter(({ caution }) => !isDeviceCaution(caution))
          .map(({ caution, words }) => (
            <Say key={caution.kind} icon="info">
              {words}
            </Say>
          ))}
    </>
  );
}

/** What lies here and is not whole, when nobody works on it. */
function Rest({ state, isFolder }: { readonly state: RowState; readonly isFolder: boolean }) {
  const words = restWords(state, { isFolder });
  return words === null ? null : (
    <Say icon="warn" warn>
      {words}
    </Say>
  );
}

interface FailureProps {
  readonly error: LocalModelErrorData;
  readonly state: RowState;
  readonly onDismiss: () => void;
}

function Failure({ error, state, onDismiss }: FailureProps) {
  const has = state.status === 'partial' || state.status === 'damaged';
  return (
    <Alert title={failureTitles[error.kind]} actions={<LinkButton onClick={onDismiss}>Dismiss</LinkButton>}>
      {error.message}
      {has && goesOn(error) && ' Download goes on where it stopped.'}
    </Alert>
  );
}

interface SayProps {
  readonly icon: IconName;
  readonly warn?: boolean;
  readonly children: React.ReactNode;
}

function Say({ icon, warn, children }: SayProps) {
  return (
    <div className={warn ? 'msay warn-i' : 'msay'}>
      <Icon name={icon} />
      <span>{children}</span>
    </div>
  );
}

function brokenTitle(count: number): string {
  return count === 1 ? 'A file is damaged' : `${count} files are damaged`;
}

function named(paths: readonly string[]): string {
  const shown = paths.slice(0, 4).join(', ');
  return paths.length > 4 ? `${shown} and ${paths.length - 4} more.` : `${shown}.`;
}

function repair(isFolder: boolean): string {
  return isFolder
    ? 'Choose its folder again under Custom model.'
    : 'Download fetches what is damaged again, and nothing else.';
}
