import { useStudio } from '../../use-studio';
import { ChangedSince } from './changed-since';
import { runFacts } from './run-facts';
import { RunMenu } from './run-menu';
import { RunSwitch } from './run-switch';
import { shownTurn } from './shown-turn';

/** Which run is on the screen, what is to be known of it, and what can be done with it. */
export function ShownRun() {
  return (
    <>
      <div className="run-shown">
        <RunSwitch />
        <ChangedSince />
        <RunFacts />
      </div>
      <RunMenu />
    </>
  );
}

function RunFacts() {
  const facts = useStudio((state) => {
    const turn = shownTurn(state);
    return turn === null ? '' : runFacts(turn);
  });
  return <span className="run-facts faint small">{facts}</span>;
}
