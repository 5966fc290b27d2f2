import { useMemo, useState } from 'react';
import type { LabelerRun } from '../../../core/labeler/run/labeler-run';
import { correctionsOf } from '../../../store/label/corrections';
import { ContentBoundary } from '../../ui/content-boundary';
import { EmptyState } from '../../ui/empty-state';
import { useStudio } from '../../use-studio';
import { useShownRun } from '../use-label-work';
import { Comparison } from './comparison';
import { ConfidenceSection } from './confidence-section';
import { ConfusionMatrix } from './confusion-matrix';
import { ExpertsTable } from './experts-table';
import { Faults } from './faults';
import { focusMistakes } from './focus-mistakes';
import { LabelNewRows } from './label-new-rows';
import { LearningCurve } from './learning-curve-figure';
import { everyMistake, type MistakeFilter, type MistakeOrder } from './mistake-list';
import { Mistakes } from './mistakes';
import './results.css';
import { Notice } from '../../ui/notice';
import { ScorecardTable } from './scorecard-table';
import { ScoredOn } from './scored-on';
import type { ShownEvaluation } from './shown-evaluation';
import { shownEvaluations } from './shown-evaluation';
import { shownScorecard } from './shown-scorecard';
import { presentVerdict } from './shown-verdict';
import { Suspects } from './suspects';
import { VerdictNotice } from './verdict-notice';

/** The centre of Label: what training has come to. */
export function ResultsPane() {
  const labeler = useStudio(({ project }) => project.labeler);
  const run = useShownRun();
  const corrections = useMemo(() => (labeler && run ? correctionsOf(labeler, run) : {}), [labeler, run]);
  if (labeler === null || run === null) return <NoResults hasFile={labeler?.setup.training != null} />;
  // Another run is another board: no filter of the one before is left on it.
  return <Board key={run.id} run={run} corrections={corrections} />;
}

function NoResults({ hasFile }: { readonly hasFile: boolean }) {
  return (
    <EmptyState title="No results yet">
      {hasFile ? 'Look over the set-up, then press Train. ' : ''}The learning curve, the scorecard and the rows that
      were misread appear here while a labeler is trained.
    </EmptyState>
  );
}

interface BoardProps {
  readonly run: LabelerRun;
  readonly corrections: Readonly<Record<string, string>>;
}

function Board({ run, corrections }: BoardProps) {
  const evaluations = useMemo(() => shownEvaluations(run), [run]);
  const [picked, setPicked] = useState<string | null>(null);
  const [filter, setFilter] = useState<MistakeFilter>(everyMistake);
  const [order, setOrder] = useState<MistakeOrder>('row');
  const shown = evaluations.find(({ key }) => key === picked) ?? evaluations[0];
  const card = useMemo(
    () => (shown === undefined ? null : shownScorecard(run, { evaluation: shown.evaluation, corrections })),
    [run, shown, corrections],
  );

  const verdict = useMemo(() => presentVerdict(run, corrections), [run, corrections]);

  function showCell(cell: Pick<MistakeFilter, 'golden' | 'predicted'>) {
    const right = cell.predicted?.kind === 'label' && cell.predicted.label === cell.golden;
    setFilter({ ...cell, search: '', kind: right ? 'right' : 'misread' });
    focusMistakes();
  }

  return (
    <section className="board" aria-label="Scorecard">
      {verdict !== null && (
        <ContentBoundary what="The verdict">
          <VerdictNotice verdict={verdict} />
        </ContentBoundary>
      )}
      {run.settings !== null && (
        <ContentBoundary what="The learning curve">
          <LearningCurve run={run} settings={run.settings} corrections={corrections} />
        </ContentBoundary>
      )}
      {shown !== undefined && card !== null && (
        <>
          {shown.outdated && <OutdatedNote shown={shown} />}
          <ContentBoundary what="The scorecard">
            <ScorecardTable
              card={card.scorecard}
              of={<ScoredOn {...{ evaluations, shown }} whose={card.whose} onPick={setPicked} />}
              accuracy={card.accuracy}
              macroF1={card.macroF1}
            />
          </ContentBoundary>{' '}
          <ContentBoundary what="The confusion matrix">
            <ConfusionMatrix
              confusion={card.confusion}
              onCell={(golden, predicted) => showCell({ golden, predicted })}
            />
          </ContentBoundary>{' '}
          <ContentBoundary what="The comparison">
            <Comparison rivals={card.rivals} rows={card.rows.length} />
          </ContentBoundary>
          <ContentBoundary what="This section">
            <ConfidenceSection run={run} rows={card.rows} />
          </ContentBoundary>
          <ContentBoundary what="The table of experts">
            <ExpertsTable labelers={run.labelers} />
          </ContentBoundary>
          <ContentBoundary what="The list of mistakes">
            <Mistakes run={run} card={card} filter={filter} onFilter={setFilter} order={order} onOrder={setOrder} />
          </ContentBoundary>
        </>
      )}
      <ContentBoundary what="The list of labels to check">
        <Suspects run={run} corrections={corrections} isTrusted={verdict?.advice !== 'do-not-use'} />
      </ContentBoundary>
      <ContentBoundary what="The list of faults">
        <Faults faults={run.faults} />
      </ContentBoundary>
      {run.labelers[0]?.currentId != null && (
        <ContentBoundary what="Label new rows">
          <LabelNewRows run={run} verdict={verdict} />
        </ContentBoundary>
      )}
    </section>
  );
}

/** The figures are older than the rules on the screen. */
function OutdatedNote({ shown }: { readonly shown: ShownEvaluation }) {
  return (
    <Notice tone="warn" className="span">
      The rules were changed since: these are the figures from before.{' '}
      {shown.evaluation.of.kind === 'mixture'
        ? 'All experts together are scored in training alone; Re-score reads one labeler anew.'
        : 'Re-score to have new ones.'}
    </Notice>
  );
}
