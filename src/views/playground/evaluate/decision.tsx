import { useEffect, useState } from 'react';
import type { EvaluateRun, PlaygroundRun } from '../../../core/playground/playground-work';
import { sameData } from '../../../core/prompt/same-data';
import { decidingToken } from '../../../core/scoring/deciding-token';
import { tokensKey } from '../../../store/playground/token-cache';
import { Select } from '../../ui/select';
import { logprobWords } from '../tokens/shown-token';
import { TokenSample } from '../tokens/token-sample';
import { usePlayground, usePlaygroundActions, usePlaygroundWork } from '../use-playground';

/** Beside another completion of the same prompt: which token decides. */
export function Decision({ run }: { readonly run: EvaluateRun }) {
  const runs = usePlaygroundWork((work) => work.runs);
  const others = runs.filter((other): other is EvaluateRun => isRival(other, run));
  const [chosen, choose] = useState<string>('');
  const other = others.find(({ id }) => id === chosen);
  if (others.length === 0) return null;
  return (
    <div className="mt-3 grid max-w-[520px] gap-2">
      <Select
        label="Compare with another completion"
        value={chosen}
        options={[
          { value: '', label: 'None' },
          ...others.map(({ id, n, expected }) => ({ value: id, label: `Run ${n}: ${shorten(expected)}` })),
        ]}
        onPick={choose}
      />
      {other !== undefined && <Decided run={run} other={other} />}
    </div>
  );
}

function isRival(other: PlaygroundRun, run: EvaluateRun): boolean {
  return (
    other.kind === 'evaluate' &&
    other.id !== run.id &&
    other.outcome.status === 'done' &&
    other.as === run.as &&
    sameData(other.model, run.model) &&
    sameData(other.prompt, run.prompt)
  );
}

function Decided({ run, other }: { readonly run: EvaluateRun; readonly other: EvaluateRun }) {
  const { showTokens } = usePlaygroundActions();
  useEffect(() => showTokens(other.id, [0]), [other.id, showTokens]);
  const mine = usePlayground(({ tokens }) => tokens[tokensKey({ runId: run.id, place: 0 })]);
  const theirs = usePlayground(({ tokens }) => tokens[tokensKey({ runId: other.id, place: 0 })]);
  if (mine?.kind !== 'evaluation' || theirs?.kind !== 'evaluation')
    return <p className="hint">Its tokens are not on this device.</p>;
  const { winner, decidedAt, difference, share, decidesAlone } = decidingToken(mine.scored, theirs.scored);
  if (winner === 'neither' || decidedAt === null) return <p role="status">Neither is more probable than the other.</p>;
  const tokensOf = (scored: typeof mine.scored) => scored.tokens[decidedAt]?.token ?? '';
  return (
    <p className="flex flex-wrap items-center gap-1.5" role="status">
      “{shorten(winner === 'first' ? run.expected : other.expected)}” is more probable by {logprobWords(difference)}.
      Token {decidedAt + 1} decides{decidesAlone ? ' alone' : ''}: <TokenSample token={tokensOf(mine.scored)} /> against{' '}
      <TokenSample token={tokensOf(theirs.scored)} /> makes {logprobWords(share)} of it.
    </p>
  );
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
