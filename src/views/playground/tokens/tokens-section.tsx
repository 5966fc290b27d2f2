import { useState } from 'react';
import type { TextToken, Tokenized } from '../../../core/model/tokenizer';
import { typedText } from '../../../core/playground/sent-prompt';
import { counted, whole } from '../../shared/counted';
import { CallFailure } from '../../shared/failure/call-failure';
import { OutcomeLinks } from '../../shared/failure/outcome-links';
import { Button } from '../../ui/button';
import { DetailsSection } from '../../ui/details-section';
import { Row } from '../../ui/row';
import { TextArea } from '../../ui/text-area';
import { TextInput } from '../../ui/text-input';
import { useCapabilities, usePlayground, usePlaygroundActions, usePlaygroundWork } from '../use-playground';
import { readIds } from './read-ids';
import { drawnPieces } from './shown-token';

/** How the model cuts any text into tokens, and the text of ids. */
export function TokensSection() {
  const { tokenizer } = useCapabilities();
  const cannot = tokenizer === true || tokenizer === 'count' ? undefined : tokenizer;
  return (
    <section aria-label="Tokens">
      <DetailsSection title="Tokens" sum={tokenizer === 'count' ? 'count alone' : undefined}>
        {cannot !== undefined && <p className="hint">{cannot}</p>}
        <TextToTokens cannot={cannot} />
        <IdsToText cannot={tokenizer === 'count' ? 'This service tells how many tokens, and not which.' : cannot} />
        <Found />
      </DetailsSection>
    </section>
  );
}

function TextToTokens({ cannot }: { readonly cannot: string | undefined }) {
  const { tokenize } = usePlaygroundActions();
  const isWorking = usePlayground(({ tokenizing }) => tokenizing.status === 'working');
  const prompt = usePlaygroundWork((work) => typedText(work.prompt.parts));
  const [text, setText] = useState('');
  return (
    <div className="grid gap-2">
      <TextArea
        label="Text to cut into tokens"
        rows={2}
        autoGrow
        spellCheck={false}
        disabled={cannot !== undefined}
        value={text}
        onText={setText}
      />
      <Row wraps>
        <Button
          tight
          pending={isWorking}
          unavailable={cannot ?? (text === '' ? 'Type a text.' : undefined)}
          onClick={() => void tokenize(text)}
        >
          Show tokens
        </Button>
        <Button
          tight
          variant="ghost"
          unavailable={cannot ?? (prompt === '' ? 'The prompt is empty.' : undefined)}
          onClick={() => {
            setText(prompt);
            void tokenize(prompt);
          }}
        >
          Of the prompt
        </Button>
      </Row>
    </div>
  );
}

function IdsToText({ cannot }: { readonly cannot: string | undefined }) {
  const { textOfTokens } = usePlaygroundActions();
  const [typed, setTyped] = useState('');
  const [isLeft, setLeft] = useState(false);
  const ids = readIds(typed);
  return (
    <div className="flex items-start gap-2">
      <TextInput
        className="flex-1"
        label="Token ids"
        mono
        disabled={cannot !== undefined}
        placeholder="17, 4, 256"
        value={typed}
        error={isLeft && typed.trim() !== '' && !ids.ok ? ids.error : undefined}
        onBlur={() => setLeft(true)}
        onText={(next) => {
          setLeft(false);
          setTyped(next);
        }}
      />
      <Button
        tight
        className="mt-5"
        unavailable={cannot ?? (ids.ok ? undefined : ids.error)}
        onClick={() => ids.ok && void textOfTokens(ids.value)}
      >
        Show text
      </Button>
    </div>
  );
}

function Found() {
  const state = usePlayground(({ tokenizing }) => tokenizing);
  switch (state.status) {
    case 'idle':
      return null;
    case 'working':
      return <p className="hint">Counting</p>;
    case 'failed':
      return <CallFailure error={state.error} actions={(helpful) => <OutcomeLinks actions={helpful} />} />;
    case 'done':
      return <Tokens text={state.text} found={state.found} />;
  }
}

/** More are counted and not drawn. */
const mostDrawn = 2000;

function Tokens({ text, found }: { readonly text: string; readonly found: Tokenized }) {
  const characters = counted([...text].length, 'character');
  if (found.kind === 'count')
    return (
      <p role="status">
        {counted(found.count, 'token')}, {characters}. This service does not tell which.
      </p>
    );
  const { tokens } = found;
  return (
    <div className="grid gap-2">
      <p role="status">
        {counted(tokens.length, 'token')}, {characters}
      </p>
      <ol aria-label="Tokens of the text" className="relative flex max-h-64 flex-wrap gap-1 overflow-auto">
        {tokens.slice(0, mostDrawn).map((token, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a token is its place
          <TokenBox key={place} token={token} />
        ))}
      </ol>
      {tokens.length > mostDrawn && <p className="hint">And {whole(tokens.length - mostDrawn)} more.</p>}
      <TextArea label="Text of these tokens" rows={1} autoGrow readOnly value={text} onText={() => {}} />
    </div>
  );
}

/** A token with its edges and its id; of a part of a character its bytes. */
function TokenBox({ token: { id, text, bytes } }: { readonly token: TextToken }) {
  return (
    <li className="grid justify-items-center rounded-s border border-line-strong bg-surface px-1">
      <span className="whitespace-pre font-mono text-small">
        {text === '' && bytes !== undefined
          ? bytes.map((byte) => `0x${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(' ')
          : drawnPieces(text).map(({ text: piece, isSpace }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place
              <span key={at} className={isSpace ? 'text-ink-3' : undefined}>
                {piece}
              </span>
            ))}
      </span>
      <span className="font-mono text-ink-3 text-micro">{id}</span>
    </li>
  );
}
