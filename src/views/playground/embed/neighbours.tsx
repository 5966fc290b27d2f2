import { type FormEvent, useState } from 'react';
import type { Neighbour } from '../../../core/playground/playground-port';
import { CallFailure } from '../../shared/failure/call-failure';
import { OutcomeLinks } from '../../shared/failure/outcome-links';
import { Button } from '../../ui/button';
import { Table } from '../../ui/table/table';
import { TextInput } from '../../ui/text-input';
import { usePlayground, usePlaygroundActions } from '../use-playground';

interface ListProps {
  /** The column that colours; null: there is none. */
  readonly colouredBy: string | null;
}

/** What is nearest to one of the texts. */
export function NearestNeighbours({ colouredBy, labels }: ListProps & { readonly labels: readonly string[] }) {
  const neighbours = usePlayground((state) => state.neighbours);
  return (
    <section aria-label="Nearest neighbours" className="min-w-0">
      <div className="flex min-h-8 items-center gap-2">
        <h3 className="whitespace-nowrap">Nearest neighbours</h3>
        {neighbours !== null && (
          <span className="truncate text-ink-3 text-small">
            of {neighbours.of + 1}
            {labels[neighbours.of] !== undefined && `, ${labels[neighbours.of]}`}
          </span>
        )}
      </div>
      {neighbours === null ? (
        <p className="hint">Press a cell or a text of the matrix.</p>
      ) : (
        <NeighbourTable label="Nearest neighbours" found={neighbours.found} colouredBy={colouredBy} />
      )}
    </section>
  );
}

/** What is nearest to a text that is none of them. */
export function SearchByText({ colouredBy, asQuery }: ListProps & { readonly asQuery: boolean }) {
  const { search } = usePlaygroundActions();
  const state = usePlayground((shown) => shown.search);
  const [text, setText] = useState('');

  function submit(event: FormEvent) {
    event.preventDefault();
    if (text.trim() !== '') void search(text);
  }

  return (
    <section aria-label="Search" className="min-w-0">
      <div className="flex min-h-8 items-center gap-2">
        <h3 className="whitespace-nowrap">Search by text</h3>
        {asQuery && <span className="truncate text-ink-3 text-small">embedded as a retrieval query</span>}
      </div>
      <form className="flex gap-2" onSubmit={submit}>
        <TextInput
          className="flex-1"
          label="Search by text"
          hideLabel
          value={text}
          placeholder="Any text"
          onText={setText}
        />
        <Button
          type="submit"
          pending={state.status === 'searching'}
          unavailable={text.trim() === '' ? 'Type a text.' : undefined}
        >
          Search
        </Button>
      </form>
      {state.status === 'failed' && (
        <CallFailure error={state.error} actions={(helpful) => <OutcomeLinks actions={helpful} />} />
      )}
      {state.status === 'found' && (
        <NeighbourTable label={`Nearest to “${state.text}”`} found={state.found} colouredBy={colouredBy} />
      )}
    </section>
  );
}

interface TableProps extends ListProps {
  readonly label: string;
  readonly found: readonly Neighbour[];
}

function NeighbourTable({ label, found, colouredBy }: TableProps) {
  if (found.length === 0) return <p className="hint">There is no other text.</p>;
  return (
    <Table label={label} className="table-fixed">
      <thead>
        <tr>
          <th scope="col" className="w-9">
            <span className="sr-only">Rank</span>
          </th>
          <th scope="col">Text</th>
          {colouredBy !== null && (
            <th scope="col" className="w-24 truncate">
              {colouredBy}
            </th>
          )}
          <th scope="col" className="num w-16">
            Cosine
          </th>
        </tr>
      </thead>
      <tbody>
        {found.map(({ place, label: text, colour, cosine }, rank) => (
          <tr key={place}>
            <td className="text-ink-3">{rank + 1}</td>
            <td className="truncate" title={text}>
              {text}
            </td>
            {colouredBy !== null && <td className="truncate text-ink-2">{colour}</td>}
            <td className="num">{cosine.toFixed(2)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
