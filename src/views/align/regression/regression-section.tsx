import { useCallback, useState } from 'react';
import { mostSamples } from '../../../core/cases/case';
import { caseName } from '../../../core/cases/pinned-case';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/checkbox';
import { ContentBoundary } from '../../ui/content-boundary';
import { NumberInput } from '../../ui/number-input';
import { Row } from '../../ui/row';
import { useActions, useStudio } from '../../use-studio';
import { CaseRow } from './case-row';
import { outcomeSummary } from './case-words';
import { CaseWorkState } from './case-work-state';
import { Effects } from './effects';
import { unpinnedId } from './focus-case';
import { RunOffer } from './run-offer';
import { usePresent, useShownCases } from './use-cases';

/** Feedback that is kept as tests of the prompt, and what the present prompt does to it. */
export function RegressionSection() {
  const { setRegression } = useActions().align;
  const { samples, runsAfterChange } = useStudio(({ project }) => project.regression);
  const present = usePresent();
  const shown = useShownCases(present);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const ids = shown.map(({ case: { id } }) => id).filter((id) => chosen.has(id));
  const wanted = ids.length === 0 ? null : ids;

  const choose = useCallback((id: string, isChosen: boolean) => {
    setChosen((before) => new Set(isChosen ? [...before, id] : [...before].filter((other) => other !== id)));
  }, []);

  return (
    <section tabIndex={-1} aria-label="Regression" className="mt-4 grid min-w-0 gap-2 border-line border-t pt-3">
      <Row wraps>
        <h3>Pinned cases</h3>
        <span className="text-ink-3 text-small" role="status">
          {outcomeSummary(shown.map(({ state }) => state.outcome))}
        </span>
      </Row>
      <Unpinned />
      {shown.length > 0 && (
        <>
          <RunOffer present={present} wanted={wanted} />
          <CaseWorkState />
          <ul aria-label="Pinned cases" className="m-0 grid list-none gap-0.5 p-0">
            {shown.map((one) => (
              <ContentBoundary key={one.case.id} what="This case" within="list">
                <CaseRow {...one} isChosen={chosen.has(one.case.id)} onChoose={choose} />
              </ContentBoundary>
            ))}
          </ul>
          <Row wraps className="items-end">
            <NumberInput
              label="Samples per case"
              className="w-32"
              min={1}
              max={mostSamples}
              step={1}
              value={samples}
              onNumber={(number) => setRegression({ samples: number })}
            />
            <Checkbox
              label="Run after every change"
              aside="of the principles"
              checked={runsAfterChange}
              onCheck={(checked) => setRegression({ runsAfterChange: checked })}
            />
          </Row>
          <Effects present={present} wanted={wanted} />
        </>
      )}
    </section>
  );
}

function Unpinned() {
  const { undoUnpin } = useActions().cases;
  const unpinned = useStudio(({ align }) => align.unpinned);
  if (unpinned === null) return null;
  return (
    <div id={unpinnedId} className="flex min-w-0 items-center gap-2 text-small">
      <span className="min-w-0 truncate">Unpinned: {caseName(unpinned.case)}</span>
      <Button
        variant="ghost"
        icon="undo"
        label="Undo: case unpinned"
        onClick={(event) => {
          // This button goes.
          event.currentTarget.closest('section')?.focus();
          undoUnpin();
          announce('The case is pinned again.');
        }}
      >
        Undo
      </Button>
    </div>
  );
}
