import type { ReactNode } from 'react';
import type { ModelErrorData } from '../../../core/model/model-error';
import type { Connection } from '../../../store/studio-state';
import { Button } from '../../ui/button';
import { Outcome } from '../../ui/chip';
import { LinkButton } from '../../ui/link-button';
import { Row } from '../../ui/row';
import { useActions } from '../../use-studio';
import { CallFailure } from '../failure/call-failure';
import { tookWords } from '../time/countdown';

interface ConnectionTestProps {
  /** The button's word. */
  readonly label: string;
  /** Names the status beside it. */
  readonly statusLabel: string;
  readonly connection: Connection;
  /** Why nothing can be asked now. */
  readonly unavailable?: string | undefined;
  readonly onTest: () => void;
  readonly onStop: () => void;
  /** Once it answered. */
  readonly children?: ReactNode;
}

export function ConnectionTest(props: ConnectionTestProps) {
  const { label, statusLabel, connection, unavailable, onTest, onStop, children } = props;
  return (
    <>
      <Row wraps>
        <Button pending={connection.status === 'testing'} unavailable={unavailable} onClick={onTest}>
          {label}
        </Button>
        <span role="status" aria-label={statusLabel}>
          {connection.status === 'testing' && 'Waiting for an answer'}
          {connection.status === 'answered' && (
            <Outcome icon="check" tone="good">
              Answered in {tookWords(connection.tookMs)}
            </Outcome>
          )}
        </span>
        {connection.status === 'testing' && <LinkButton onClick={onStop}>Stop the test</LinkButton>}
      </Row>
      {connection.status === 'failed' && <Failure error={connection.error} />}
      {connection.status === 'answered' && children}
    </>
  );
}

function Failure({ error }: { readonly error: ModelErrorData }) {
  const { openDialog } = useActions().shell;
  return (
    <CallFailure
      error={error}
      actions={(helpful) => {
        const showsCall = helpful.find(({ kind }) => kind === 'show-call');
        return showsCall && <Button onClick={() => openDialog({ kind: 'call-log' })}>{showsCall.label}</Button>;
      }}
    />
  );
}
