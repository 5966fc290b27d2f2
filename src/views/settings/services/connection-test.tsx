import type { ModelErrorData } from '../../core/model/model-error';
import { tookWords } from '../shell/countdown';
import { outcomeWords } from '../shell/outcome-words';
import { Alert } from '../ui/alert';
import { Button } from '../ui/button';
import { Outcome } from '../ui/chip';
import { useActions, useStudio } from '../use-studio';

export function ConnectionTest() {
  const connection = useStudio((state) => state.connection);
  const { testConnection } = useActions();
  return (
    <>
      <div className="row">
        <Button pending={connection.status === 'testing'} onClick={testConnection}>
          Test connection
        </Button>
        <span role="status" aria-label="Connection">
          {connection.status === 'testing' && 'Waiting for an answer'}
          {connection.status === 'answered' && (
            <Outcome icon="check" tone="good">
              Answered in {tookWords(connection.tookMs)}
            </Outcome>
          )}
        </span>
      </div>
      {connection.status === 'failed' && <Failure error={connection.error} />}
      {connection.status === 'answered' && <UseGemini />}
    </>
  );
}

function Failure({ error }: { readonly error: ModelErrorData }) {
  const { openDialog } = useActions();
  const { title, body, code, actions } = outcomeWords(error);
  const showsCall = actions.find(({ kind }) => kind === 'show-call');
  return (
    <Alert
      title={title}
      actions={showsCall && <Button onClick={() => openDialog({ kind: 'call-log' })}>{showsCall.label}</Button>}
    >
      {body} <code className="faint">{code}</code>
    </Alert>
  );
}

/** Suggested, not done: a key alone should not start to cost. */
function UseGemini() {
  const { promptModel, gemini } = useStudio((state) => state.settings);
  const { updateSettings } = useActions();
  if (promptModel.provider !== 'practice') return null;
  return (
    <div className="row">
      <Button
        variant="primary"
        onClick={() => updateSettings({ promptModel: { provider: 'gemini', id: gemini.model }, alignmentModel: null })}
      >
        Use Gemini for both models
      </Button>
      <span className="hint">The practice model answers now.</span>
    </div>
  );
}
