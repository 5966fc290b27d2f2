import type { TrainedLabeler } from '../../../core/labeler/run/labeler-run';
import { Select } from '../../ui/select';
import { counted } from '../results/figures';
import { useShownLabelerKey } from '../shown-labeler';

/** With experts: whose rules are on the screen. */
export function LabelerSwitch({ labelers }: { readonly labelers: readonly TrainedLabeler[] }) {
  const { key, show } = useShownLabelerKey();
  const shown = labelers.some((labeler) => labeler.key === key) ? key : (labelers[0]?.key ?? key);
  return <Select label="Labeler" hideLabel value={shown} options={labelers.map(option)} onPick={show} />;
}

function option({ key, region }: TrainedLabeler) {
  if (region === null) return { value: key, label: 'Single labeler' };
  const words = region.words.length === 0 ? '' : `: ${region.words.slice(0, 3).join(', ')}`;
  return { value: key, label: `Expert ${key.replace('expert-', '')}${words} (${counted(region.rows, 'row')})` };
}
