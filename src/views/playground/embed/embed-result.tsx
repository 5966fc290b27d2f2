import { useEffect } from 'react';
import type { EmbedRun } from '../../../core/playground/playground-work';
import type { ShownSimilarity } from '../../../store/playground/playground-state';
import { shownRun } from '../../../store/playground/select-playground';
import { JobControls } from '../../jobs/job-controls';
import { JobRow } from '../../jobs/job-row';
import { counted, whole } from '../../shared/counted';
import { EmptyState } from '../../ui/empty-state';
import { PaneBody } from '../../ui/pane';
import { useStudio } from '../../use-studio';
import { usePlayground, usePlaygroundActions } from '../use-playground';
import { EmbedMap } from './embed-map';
import { NearestNeighbours, SearchByText } from './neighbours';
import { SimilarityTable } from './similarity-table';
import { shortCosine } from './vector-words';

/** What came of Embed: how alike the texts are. */
export function EmbedResult() {
  const run = useStudio((state) => shownRun(state, 'embed'));
  const similarity = usePlayground((state) => state.similarity);
  return (
    <PaneBody className="pt-3">
      {run === null ? (
        <EmptyState title="No vectors yet">
          Type texts, one in a line, and press Run: here you will see how alike they are, what is nearest to which, and
          a map of all.
        </EmptyState>
      ) : (
        <>
          {run.status.status !== 'finished' && <RunRow run={run} />}
          {run.status.status === 'finished' && similarity === null && <p className="hint">Comparing the texts</p>}
          {run.status.status === 'finished' && similarity !== null && <Vectors run={run} similarity={similarity} />}
        </>
      )}
    </PaneBody>
  );
}

function RunRow({ run }: { readonly run: EmbedRun }) {
  const { pause, resume, stop } = usePlaygroundActions();
  const active = useStudio(({ jobs }) => jobs.playground.active);
  const isActive = active?.jobId === run.id;
  const text = `${whole(run.done)} of ${counted(run.total, 'text')}`;
  return (
    <JobRow
      label="Vectors"
      name={`Run ${run.n}`}
      status={run.status}
      running="Embedding"
      progress={{ label: 'Embedding progress', done: run.done, total: run.total, text }}
    >
      {(failure) => (
        <>
          {failure}
          <div className="flex gap-2">
            <JobControls
              status={run.status}
              what="embedding"
              running={isActive}
              pausing={isActive && active.pausing}
              blocked={active !== null && !isActive ? 'Another run is under way.' : undefined}
              onPause={pause}
              onResume={() => void resume(run.id)}
              onStop={stop}
            />
          </div>
        </>
      )}
    </JobRow>
  );
}

interface VectorsProps {
  readonly run: EmbedRun;
  readonly similarity: ShownSimilarity;
}

function Vectors({ run, similarity }: VectorsProps) {
  const { drawMap, showNeighbours } = usePlaygroundActions();
  const { total } = similarity;
  const colouredBy = run.setup.dataset === null ? null : run.setup.colourColumn;
  useEffect(() => {
    if (run.id === '' || total < 2) return;
    void showNeighbours(0);
    void drawMap('pca');
  }, [run.id, total, showNeighbours, drawMap]);
  return (
    <>
      <CutNote similarity={similarity} />
      {total < 2 ? (
        <p className="hint">One text alone has nothing to be compared with: its vector is under Take away.</p>
      ) : (
        <div className="grid grid-cols-2 items-start gap-x-6 gap-y-8 max-wide:grid-cols-[minmax(0,1fr)]">
          <Similarity similarity={similarity} />
          <EmbedMap total={total} colouredBy={colouredBy} />
          <NearestNeighbours colouredBy={colouredBy} labels={similarity.rows.from === 0 ? similarity.rowLabels : []} />
          <SearchByText colouredBy={colouredBy} asQuery={run.model.provider === 'gemini'} />
        </div>
      )}
    </>
  );
}

function Similarity({ similarity }: { readonly similarity: ShownSimilarity }) {
  const cosines = similarity.cosines.flatMap((row, at) =>
    row.filter((_, column) => at + similarity.rows.from !== column + similarity.columns.from),
  );
  const [least, most] = [cosines.reduce((a, b) => Math.min(a, b), 1), cosines.reduce((a, b) => Math.max(a, b), -1)];
  return (
    <section aria-label="Similarities" className="min-w-0">
      <div className="flex min-h-8 items-center gap-2">
        <h3>Similarity</h3>
        <span className="text-ink-3 text-small">cosine</span>
        <span className="ml-auto text-ink-3 text-small">
          {least.toFixed(2)} to {most.toFixed(2)}
        </span>
      </div>
      <SimilarityTable similarity={similarity} />
      <Pair similarity={similarity} />
    </section>
  );
}

/** Both texts of the cell that was pressed. */
function Pair({ similarity }: { readonly similarity: ShownSimilarity }) {
  const pair = usePlayground((state) => state.pair);
  if (pair === null) return <p className="hint mt-2">A cell shows both its texts.</p>;
  const [row, column] = pair;
  const cosine = similarity.cosines[row - similarity.rows.from]?.[column - similarity.columns.from];
  const texts = [
    { place: row, text: similarity.rowLabels[row - similarity.rows.from] },
    { place: column, text: similarity.columnLabels[column - similarity.columns.from] },
  ];
  return (
    <div className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] items-center gap-3" role="status">
      <b className="text-figure">{cosine === undefined ? '' : cosine.toFixed(2)}</b>
      <ul aria-label={`Texts of ${cosine === undefined ? 'the cell' : shortCosine(cosine)}`}>
        {texts.map(({ place, text }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the two sides of a cell
          <li key={at} className="wrap-anywhere grid grid-cols-[26px_minmax(0,1fr)]">
            <span className="font-mono text-ink-3 text-small">{place + 1}</span>
            {text}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Texts of which the end was not read. */
function CutNote({ similarity: { cut } }: Pick<VectorsProps, 'similarity'>) {
  const places = Object.entries(cut);
  if (places.length === 0) return null;
  return (
    <div className="mb-3 text-small text-warn" role="note" aria-label="Texts that were cut">
      {places.slice(0, 5).map(([place, { tokens, limit }]) => (
        <p key={place}>
          Text {Number(place) + 1} is longer than the model reads: {whole(limit)} of its {whole(limit + tokens)} tokens
          count.
        </p>
      ))}
      {places.length > 5 && <p>And {counted(places.length - 5, 'more text')}.</p>}
    </div>
  );
}
