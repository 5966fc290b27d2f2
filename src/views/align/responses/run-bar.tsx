import { Suspense, use } from 'react';
import type { DeviceSettings } from '../../../core/project/device-settings';
import { keysOf } from '../../shared/shortcuts/shortcuts';
import { Button } from '../../ui/button';
import { componentOnce } from '../../ui/component-once';
import { Kbd, platform } from '../../ui/kbd';
import { PaneHead } from '../../ui/pane';
import { Select } from '../../ui/select';
import { ariaShortcut } from '../../ui/shortcut';
import { useActions, useStudio } from '../../use-studio';
import { isBusy, whyNoRun } from './run-state';
import { shownTurn } from './shown-turn';

export function RunBar() {
  const isShown = useStudio((state) => shownTurn(state) !== null);
  return (
    <PaneHead className="run-bar">
      <h2>Responses</h2>
      {isShown ? (
        <Suspense fallback={<div className="run-shown" />}>
          <LazyShownRun />
        </Suspense>
      ) : (
        <div className="run-shown" />
      )}
      <CandidateCount />
      <StopButton />
      <RunButton />
    </PaneHead>
  );
}

/** Of the run on the screen, which a first visit does not have. */
export const loadShownRun = componentOnce<object>(
  () => import('./shown-run').then((module) => module.ShownRun),
  () => <div className="run-shown" />,
);

function LazyShownRun() {
  const ShownRun = use(loadShownRun());
  return <ShownRun />;
}

const counts = [
  { value: '1', label: '1 candidate' },
  { value: '2', label: '2 candidates' },
  { value: '3', label: '3 candidates' },
] as const;

const countOf: Readonly<Record<'1' | '2' | '3', DeviceSettings['candidates']>> = { '1': 1, '2': 2, '3': 3 };

export function CandidateCount() {
  const { updateSettings } = useActions().settings;
  const count = useStudio((state) => state.settings.candidates);
  return (
    <Select
      label="Candidates"
      hideLabel
      className="run-count"
      value={counts[count - 1]?.value ?? '3'}
      options={counts}
      onPick={(value) => updateSettings({ candidates: countOf[value] })}
    />
  );
}

export function StopButton() {
  const { stop } = useActions().align;
  const busy = useStudio(isBusy);
  return (
    <Button icon="stop" unavailable={busy ? undefined : 'Nothing is running.'} onClick={stop}>
      Stop
    </Button>
  );
}

function RunButton() {
  const { run } = useActions().align;
  const unavailable = useStudio(whyNoRun);
  return (
    <Button
      variant="primary"
      icon="play"
      label="Run"
      aria-keyshortcuts={ariaShortcut(keysOf('run'), platform)}
      data-tour="run"
      unavailable={unavailable}
      onClick={run}
    >
      Run <Kbd keys={keysOf('run')} silent />
    </Button>
  );
}
