import type { ReactNode } from 'react';
import type { CallRecord } from '../../../core/model/call-record';
import { type ModelPrompt, promptText } from '../../../core/model/model-prompt';
import { outcomeWords } from '../../shared/failure/outcome-words';
import { hrefOf } from '../../shared/routes';
import { tookWords } from '../../shared/time/countdown';
import { Button } from '../../ui/button';
import { CopyButton } from '../../ui/copy-button';
import { rowLook } from '../../ui/row';
import { useActions } from '../../use-studio';
import { choiceText, completionWords, replyFormat, replyText, usageOf, usageWords } from './call-words';

/** Everything that was sent and came back, letter by letter. */
export function CallDetails({ call }: { readonly call: CallRecord }) {
  const reply = replyText(call);
  const format = replyFormat(call);
  const choice = choiceText(call);
  const usage = usageOf(call);
  const settings = [
    ...Object.entries(call.settings).map(([name, value]) => `${name} ${JSON.stringify(value)}`),
    ...completionWords(call),
  ];
  return (
    <>
      {call.outcome.status === 'failed' && <p>{outcomeWords(call.outcome.error).body}</p>}
      <Part title="Prompt" copy={<CopyButton text={() => promptText(call.prompt)} label="Copy prompt" />}>
        <PromptTurns prompt={call.prompt} />
      </Part>
      {call.scored !== undefined && (
        <Part
          title={call.scored.as === 'reply' ? 'Scored as the reply' : 'Scored as what follows'}
          copy={<CopyButton text={call.scored.expected} label="Copy scored text" />}
        >
          <Verbatim>{call.scored.expected}</Verbatim>
        </Part>
      )}
      {format !== null && (
        <Part title={format.title} copy={<CopyButton text={format.text} label="Copy reply format" />}>
          <Verbatim>{format.text}</Verbatim>
        </Part>
      )}
      <Part
        title={call.outcome.status === 'answered' ? 'Reply' : 'Reply so far'}
        copy={reply === '' ? null : <CopyButton text={reply} label="Copy reply" />}
      >
        {reply === '' ? <p className="faint">No text came back.</p> : <Verbatim>{reply}</Verbatim>}
      </Part>
      {choice !== '' && (
        <Part title="How probable each was" copy={<CopyButton text={choice} label="Copy probabilities" />}>
          <Verbatim>{choice}</Verbatim>
        </Part>
      )}
      <OpenInPlayground callId={call.id} />
      <ul className="call-facts">
        <li>{settings.length === 0 ? 'Sampling: the model’s own defaults' : `Sampling: ${settings.join(', ')}`}</li>
        {call.thinking !== undefined && <li>Thinking: {call.thinking}</li>}
        {usage !== undefined && <li>{usageWords(usage)}</li>}
        {call.retries.map(({ code, waitedMs }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: tries are only ever added at the end
          <li key={index}>
            Try {index + 1} ended with <code>{code}</code>; the next one came after {tookWords(waitedMs)}
          </li>
        ))}
      </ul>
    </>
  );
}

/** What was sent becomes the set-up of the Playground. */
function OpenInPlayground({ callId }: { readonly callId: string }) {
  const { playground, shell } = useActions();
  return (
    <Button
      tight
      icon="playground"
      className="justify-self-start"
      onClick={() => {
        void playground.openCall(callId);
        shell.closeDialog();
        window.location.hash = hrefOf('playground');
      }}
    >
      Open in Playground
    </Button>
  );
}

interface PartProps {
  readonly title: string;
  readonly copy: ReactNode;
  readonly children: ReactNode;
}

function Part({ title, copy, children }: PartProps) {
  return (
    <section>
      <header className={rowLook}>
        <h3>{title}</h3>
        {copy}
      </header>
      {children}
    </section>
  );
}

const roles = { user: 'You', model: 'Model' } as const;

function PromptTurns({ prompt }: { readonly prompt: ModelPrompt }) {
  const alone = prompt.system === undefined && prompt.turns.length === 1;
  return (
    <>
      {prompt.system !== undefined && (
        <>
          <p className="faint">System</p>
          <Verbatim>{prompt.system}</Verbatim>
        </>
      )}
      {prompt.turns.map((turn, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a sent prompt does not change
        <div key={index}>
          {!alone && <p className="faint">{roles[turn.role]}</p>}
          <Verbatim>{promptText({ turns: [turn] })}</Verbatim>
        </div>
      ))}
    </>
  );
}

function Verbatim({ children }: { readonly children: string }) {
  // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and without a tab stop the keyboard could not
  return <pre tabIndex={0}>{children}</pre>;
}
