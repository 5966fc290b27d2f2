import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { runsOf } from '../../../core/conversation/tree';
import { Button } from '../../ui/button';
import { useActions, useStudio, useStudioStore } from '../../use-studio';
import { BarPick } from './bar-pick';
import { inputsName, runLabel } from './run-facts';
import { shownTurn, turnById } from './shown-turn';

/** Which run is on the screen, and the way to any other. */
export function RunSwitch() {
  const ids = useStudio(useShallow((state) => runsOf(state.project.turns).map(({ id }) => id)));
  const shownId = useStudio((state) => shownTurn(state)?.id ?? null);
  if (shownId === null) return null;
  const at = ids.indexOf(shownId);
  const [older, newer] = [ids[at - 1], ids[at + 1]];
  const several = ids.length > 1;
  return (
    <>
      {several && <Step icon="left" label="Older responses" to={older} none="These are the oldest." />}
      <RunPick ids={ids} shownId={shownId} />
      {several && <Step icon="right" label="Newer responses" to={newer} none="These are the newest." />}
    </>
  );
}

interface StepProps {
  readonly icon: 'left' | 'right';
  readonly label: string;
  /** Absent where there is no further run on this side, and then `none` says so. */
  readonly to: string | undefined;
  readonly none: string;
}

function Step({ icon, label, to, none }: StepProps) {
  const { showTurn } = useActions().align;
  return (
    <Button
      variant="ghost"
      icon={icon}
      className="step"
      label={label}
      unavailable={to === undefined ? none : undefined}
      onClick={() => to !== undefined && showTurn(to)}
    />
  );
}

interface RunPickProps {
  readonly ids: readonly string[];
  readonly shownId: string;
}

function RunPick({ ids, shownId }: RunPickProps) {
  const { showTurn } = useActions().align;
  const store = useStudioStore();
  const sets = useStudio((state) => state.project.inputs.sets);
  const n = useStudio((state) => shownTurn(state)?.n ?? 0);
  const inputs = useStudio((state) => {
    const turn = shownTurn(state);
    return turn === null ? '' : inputsName(turn, state.project.inputs.sets);
  });
  // What a label says of a run never changes, so it is enough to look when the list or the sets do.
  const options = useMemo(() => {
    const { turns } = store.getState().project;
    return ids.toReversed().flatMap((id) => {
      const turn = turnById(turns, id);
      return turn === null ? [] : [{ id, label: runLabel(turn, sets) }];
    });
  }, [store, ids, sets]);
  return (
    <BarPick
      label="Earlier responses"
      text={inputs === '' ? `Run ${n}` : `Run ${n} · ${inputs}`}
      value={shownId}
      options={options}
      onPick={showTurn}
    />
  );
}
