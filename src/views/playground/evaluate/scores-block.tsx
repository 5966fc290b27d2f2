import { useState } from 'react';
import type { ScoreRow, ScoresWindow } from '../../../core/playground/playground-port';
import type { ScoresRun } from '../../../core/playground/playground-work';
import { counted } from '../../shared/counted';
import { downloadBlob } from '../../shared/download';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { Segmented } from '../../ui/radio-group';
import { VirtualTable } from '../../ui/table/virtual-table';
import { logprobWords } from '../tokens/shown-token';
import { usePlayground, usePlaygroundActions } from '../use-playground';
import { JobState } from './job-state';

/** Ranks by the sum and by character stand side by side: a sum favours short completions. */
export function ScoresBlock({ run }: { readonly run: ScoresRun }) {
  const scores = usePlayground((state) => state.scores);
  const { showScores, scoresFile } = usePlaygroundActions();
  const [order, setOrder] = useState<ScoresWindow['order']>('per-character');
  const page = scores?.window.runId === run.id ? scores.page : null;
  const from = scores?.window.window.from ?? 0;
  const total = page?.total ?? run.done;
  const look = (next: ScoresWindow['order'], first: number) =>
    void showScores({ order: next, window: { from: first, count } });

  async function save() {
    const blob = await scoresFile();
    if (blob !== null) downloadBlob({ name: `scores-run-${run.n}.csv`, blob });
  }

  return (
    <Card
      kind="region"
      title="Scores"
      note={counted(total, 'completion')}
      className="px-5 py-4 max-medium:px-4 max-medium:py-3"
      aside={
        <span className="ml-auto flex flex-wrap items-center gap-2">
          <Segmented
            label="Order"
            value={order}
            options={orders}
            onPick={(next) => {
              setOrder(next);
              look(next, 0);
            }}
          />
          <Button
            icon="download"
            unavailable={total === 0 ? 'Nothing is scored yet.' : undefined}
            onClick={() => void save()}
          >
            Download CSV
          </Button>
        </span>
      }
    >
      <JobState run={run} what="ranking" />
      {total > 0 && (
        <VirtualTable
          label="Scores"
          frameClassName="max-h-[420px]"
          className="w-full"
          columns={columns}
          count={total}
          rowHeight={36}
          onWindow={(first, last) => {
            if (page === null || first < from || last >= from + page.rows.length) look(order, Math.max(0, first - 20));
          }}
        >
          {(item) => <Row key={item.key} row={page?.rows[item.index - from]} index={item.index} />}
        </VirtualTable>
      )}
    </Card>
  );
}

const count = 100;

const orders = [
  { value: 'per-character', label: 'By character' },
  { value: 'sum', label: 'By sum' },
  { value: 'rows', label: 'As given' },
] as const;

const columns = [
  { title: 'By character', className: 'w-[88px]' },
  { title: 'By sum', className: 'w-[64px]' },
  { title: 'Completion' },
  { title: 'Tokens', className: 'num w-[64px]' },
  { title: 'Sum', className: 'num w-[72px]' },
  { title: 'Per token', className: 'num w-[76px]' },
  { title: 'Per character', className: 'num w-[96px]' },
  { title: 'Bits per byte', className: 'num w-[92px]' },
];

function Row({ row, index }: { readonly row: ScoreRow | undefined; readonly index: number }) {
  if (row === undefined)
    return (
      <tr aria-rowindex={index + 2}>
        <td colSpan={columns.length}>…</td>
      </tr>
    );
  const { completion, prompt, outcome } = row;
  const name = (
    <th
      scope="row"
      className="truncate whitespace-pre font-regular"
      title={prompt === '' ? completion : `${prompt}\n→ ${completion}`}
    >
      {completion}
    </th>
  );
  if (outcome.status === 'failed')
    return (
      <tr aria-rowindex={index + 2}>
        <td>–</td>
        <td>–</td>
        {name}
        <td colSpan={5} className="truncate text-bad" title={outcome.error.message}>
          Not scored: {outcome.error.message}
        </td>
      </tr>
    );
  const { figures, byCharacter, bySum } = outcome;
  return (
    <tr aria-rowindex={index + 2}>
      <td className="font-bold">{byCharacter}</td>
      <td>{bySum}</td>
      {name}
      <td className="num">{figures.tokens}</td>
      <td className="num">{logprobWords(figures.logprob)}</td>
      <td className="num">{logprobWords(-figures.perToken)}</td>
      <td className="num">{logprobWords(-figures.perCharacter, 3)}</td>
      <td className="num">{figures.bitsPerByte.toFixed(2)}</td>
    </tr>
  );
}
