import { LinkButton } from '../ui/link-button';
import { useActions } from '../use-studio';

/** For the next training. */
export function ScoreByMacroF1() {
  const { label } = useActions();
  return (
    <LinkButton onClick={() => label.changeHyperparameters({ score: { kind: 'macro-f1' } })}>
      Score by macro F1
    </LinkButton>
  );
}
