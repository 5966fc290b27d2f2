import type { DeviceSettings } from '../../../core/project/device-settings';
import { keysOf } from '../../shared/shortcuts/shortcuts';
import { Button } from '../../ui/button';
import { Chip } from '../../ui/chip';
import { Kbd, platform } from '../../ui/kbd';
import { PaneHead } from '../../ui/pane';
import { Select } from '../../ui/select';
import { ariaShortcut } from '../../ui/shortcut';
import { useActions, useStudio } from '../../use-studio';
import { promptChangedSince } from './prompt-changed';
import { runFacts } from './run-facts';
import { RunMenu } from './run-menu';
import { isBusy, whyNoRun } from './run-state';
import { RunSwitch } from './run-switch';
import { shownTurn } from './shown-turn';

export function RunBar() {
  return (
    <PaneHead className="run-bar">
      <h2>Responses</h2>
      <div className="run-shown">
        <RunSwitch />
        <ChangedSince />
        <RunFacts />
      </div>
      <RunMenu />
      <CandidateCount />
      <StopButton />
      <RunButton />
    </PaneHead>
  );
}

export function ChangedSince() {
  const isChat = useStudio(({ project }) => project.mode === 'chat');
  const n = useStudio((state) => {
    const turn = shownTurn(state);
    return turn !== null && promptChangedSince(turn, state.project) ? turn.n : null;
  });
  if (n === null) return null;
  const words = 'Prompt changed since';
  const of = isChat ? 'turn' : 'run';
  return (
    <Chip icon="edit" tone="accent" className="changed" title={`${words}: ${of} ${n} was sent from another version.`}>
      <span className="clip">{words}</span>
    </Chip>
  );
}

function RunFacts() {
  const facts = useStudio((state) => {
    const turn = shownTurn(state);
    return turn === null ? '' : runFacts(turn);
  });
  return <span className="run-facts faint small">{facts}</span>;
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
