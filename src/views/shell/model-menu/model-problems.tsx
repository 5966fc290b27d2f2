import { lastingFailureOf } from '../../../core/model/lasting-failures';
import { isLocal, type ModelRef, modelKey, modelName } from '../../../core/model/model-ref';
import { outcomeWords } from '../../shared/failure/outcome-words';
import { chatLoadOf } from '../../shared/models/load-words';
import { modelTrouble } from '../../shared/models/model-trouble';
import { useModelSurroundings } from '../../shared/models/use-model-surroundings';
import { CountdownText } from '../../shared/time/countdown-text';
import { Button } from '../../ui/button';
import { Outcome } from '../../ui/chip';
import { Notice } from '../../ui/notice';
import { useActions, useStudio } from '../../use-studio';
import { modelStatusWords } from '../model-status-words';

/** What is wrong with the chosen models, in full, or that nothing is. */
export function ModelProblems() {
  const { promptModel, alignmentModel, privateMode } = useStudio((state) => state.settings);
  const chosen = alignmentModel === null ? [promptModel] : [promptModel, alignmentModel];
  const each = [...new Map(chosen.map((ref) => [modelKey(ref), ref])).values()];
  return (
    <>
      <Waiting />
      {each.map((ref) => (
        <ModelProblem key={modelKey(ref)} modelRef={ref} />
      ))}
      {privateMode && (
        <Notice icon="lock">“Data never leaves this device” is on: every call over the network is refused.</Notice>
      )}
    </>
  );
}

function Waiting() {
  const status = useStudio((state) => state.modelsStatus);
  const { tryNow } = useActions().settings;
  if (status.state === 'restarted') return <Notice tone="warn">{sentence(status.reason)}</Notice>;
  if (status.state !== 'waiting') return null;
  return (
    <Notice
      tone="warn"
      icon="clock"
      action={
        // Our own limit is changed in Settings, and not passed over.
        status.cause !== 'queue' && (
          <Button tight onClick={tryNow}>
            Try now
          </Button>
        )
      }
    >
      {sentence(status.reason)}.{' '}
      <CountdownText key={status.until} until={status.until} before="Calls resume in" over="Resuming." />
    </Notice>
  );
}

function ModelProblem({ modelRef }: { readonly modelRef: ModelRef }) {
  const surroundings = useModelSurroundings();
  const engine = useStudio((state) => state.local.engine);
  const trouble = modelTrouble(modelRef, surroundings);
  const load = isLocal(modelRef) ? chatLoadOf(engine, modelRef.id) : null;
  if (load?.status === 'failed') return <Notice tone="warn">{sentence(load.error.message)}</Notice>;
  if (trouble === null) return <Fine modelRef={modelRef} />;
  if (trouble === 'would leave this device') return null;
  const failure = surroundings.online ? lastingFailureOf(surroundings.failures, modelRef, surroundings.now) : null;
  return (
    <Notice tone="warn" className="[overflow-wrap:anywhere]">
      <b>
        {modelName(modelRef)}: {trouble}
      </b>
      <br />
      {failure === null ? adviceOn(trouble) : outcomeWords(failure).body}
    </Notice>
  );
}

/** Nothing is known to be in the way. */
function Fine({ modelRef }: { readonly modelRef: ModelRef }) {
  const status = useStudio((state) => state.modelsStatus);
  const engine = useStudio((state) => state.local.engine);
  const surroundings = useModelSurroundings();
  if (status.state === 'waiting') return null;
  const settings = { ...surroundings.settings, promptModel: modelRef, alignmentModel: null };
  const { name, say } = modelStatusWords({ ...surroundings, settings, status, engine });
  return (
    <p className="text-small">
      <Outcome icon="check" tone="good" wraps>
        {name}: {say}
      </Outcome>
    </p>
  );
}

/** What to do about what is known without any call. */
function adviceOn(trouble: string): string {
  switch (trouble) {
    case 'offline':
      return 'This computer is offline. Models on this device still answer; other calls work again once the network is back.';
    case 'needs a key':
      return 'Paste your key in Settings, or choose another model here.';
    case 'needs a server URL':
      return 'Enter the address of the server in Settings, or choose another model here.';
    default:
      return 'Set it up in Settings, or choose another model here.';
  }
}

/** As a sentence begins. */
function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
