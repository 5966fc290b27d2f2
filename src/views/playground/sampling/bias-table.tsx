import { useState } from 'react';
import type { Honoured } from '../../../core/model/completion-capabilities';
import type { BiasRow } from '../../../core/playground/playground-work';
import type { BiasCheck } from '../../../store/playground/playground-state';
import { Button } from '../../ui/button';
import { isEnter } from '../../ui/enter-key';
import { NumberInput } from '../../ui/number-input';
import { Table } from '../../ui/table/table';
import { TextInput } from '../../ui/text-input';
import { TokenSample } from '../tokens/token-sample';
import { usePlayground, usePlaygroundActions, usePlaygroundWork } from '../use-playground';
import { biasToken } from './bias-token';
import { Cannot } from './knob';

/** Tokens whose logit is raised or lowered. A text of several tokens asks which of them is meant. */
export function BiasTable({ honoured, error }: { readonly honoured: Honoured; readonly error: string | undefined }) {
  const rows = usePlaygroundWork(({ complete }) => complete.bias);
  const { setComplete } = usePlaygroundActions();
  const put = (bias: readonly BiasRow[]) => setComplete({ bias });
  return (
    <div className="grid gap-2">
      <Table label="Logit bias" className="w-full">
        <thead>
          <tr>
            <th scope="col">Token</th>
            <th scope="col" className="num">
              Id
            </th>
            <th scope="col" className="num">
              Bias
            </th>
            <th scope="col">
              <span className="sr-only">Delete</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.length === 0 && (
            <tr>
              <td colSpan={4} className="text-ink-3">
                None
              </td>
            </tr>
          )}
          {rows.map((row) => (
            <Row
              key={row.id}
              row={row}
              honoured={honoured}
              onRow={(next) => put(rows.map((other) => (other.id === row.id ? next : other)))}
              onDelete={() => put(rows.filter(({ id }) => id !== row.id))}
            />
          ))}
        </tbody>
      </Table>
      <NewBias honoured={honoured} onRow={(row) => put([...rows, row])} />
      {honoured !== true && (
        <div className="hint">
          <Cannot why={honoured} />
        </div>
      )}
      {error !== undefined && <p className="field-error">{error}</p>}
    </div>
  );
}

interface RowProps {
  readonly row: BiasRow;
  readonly honoured: Honoured;
  readonly onRow: (row: BiasRow) => void;
  readonly onDelete: () => void;
}

function Row({ row, honoured, onRow, onDelete }: RowProps) {
  // What is not sent is no mistake.
  const check = usePlayground((state) => (honoured === true ? state.bias[row.id] : undefined));
  const name = row.token.kind === 'text' ? row.token.text : `id ${row.token.id}`;
  return (
    <>
      <tr>
        <td className="font-mono">
          <TokenSample token={check?.status === 'one' ? check.token.text : name} />
        </td>
        <td className="num font-mono text-ink-3">{idOf(row, check)}</td>
        <td className="num">
          <NumberInput
            label={`Bias of ${name}`}
            hideLabel
            min={-100}
            max={100}
            step={0.1}
            disabled={honoured !== true}
            value={row.bias}
            onNumber={(bias) => onRow({ ...row, bias })}
          />
        </td>
        <td>
          <Button variant="ghost" icon="trash" label={`Delete bias of ${name}`} onClick={onDelete} />
        </td>
      </tr>
      {check?.status === 'several' && (
        <tr>
          <td colSpan={4}>
            <fieldset className="flex flex-wrap items-center gap-1" aria-label={`Which token of ${name}`}>
              <span className="text-ink-2 text-small">{check.tokens.length} tokens. Which one?</span>
              {check.tokens.map((token, place) => (
                <Button
                  // biome-ignore lint/suspicious/noArrayIndexKey: the same token may come twice
                  key={place}
                  tight
                  label={`Take the token ${token.text}`}
                  onClick={() => onRow({ ...row, token: { kind: 'id', id: token.id } })}
                >
                  {token.text}
                </Button>
              ))}
            </fieldset>
          </td>
        </tr>
      )}
      {check?.status === 'none' && (
        <tr>
          <td colSpan={4} className="whitespace-normal text-bad text-small">
            {check.why}
          </td>
        </tr>
      )}
    </>
  );
}

function idOf({ token }: BiasRow, check: BiasCheck | undefined): string {
  if (token.kind === 'id') return String(token.id);
  switch (check?.status) {
    case 'one':
      return String(check.token.id);
    case 'checking':
      return '…';
    case 'several':
    case 'none':
    case undefined:
      return '';
  }
}

/** A token by its text, to the byte, or by its id: `#8325`. */
function NewBias({ honoured, onRow }: Pick<RowProps, 'honoured' | 'onRow'>) {
  const [text, setText] = useState('');
  const [bias, setBias] = useState(1);
  const token = biasToken(text);
  const add = () => {
    if (token === null) return;
    onRow({ id: crypto.randomUUID(), token, bias });
    setText('');
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_76px_auto] items-start gap-2">
      <TextInput
        label="Token to bias"
        hideLabel
        mono
        placeholder="token, or #id"
        disabled={honoured !== true}
        value={text}
        onText={setText}
        onKeyDown={(event) => {
          if (isEnter(event)) add();
        }}
      />
      <NumberInput
        label="New bias"
        hideLabel
        min={-100}
        max={100}
        step={0.1}
        disabled={honoured !== true}
        value={bias}
        onNumber={setBias}
      />
      <Button
        icon="plus"
        unavailable={
          honoured !== true ? honoured : token === null ? 'Type a token first, or its id after #.' : undefined
        }
        onClick={add}
      >
        Add bias
      </Button>
    </div>
  );
}
