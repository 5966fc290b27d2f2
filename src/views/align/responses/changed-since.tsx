import { Chip } from '../../ui/chip';
import { useStudio } from '../../use-studio';
import { promptChangedSince } from './prompt-changed';
import { shownTurn } from './shown-turn';

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
