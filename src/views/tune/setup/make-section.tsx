import { callsPerPrompt } from '../../../core/tuning/run/tuning-settings';
import { counted } from '../../shared/counted';
import { DetailsSection } from '../../ui/details-section';
import { RadioGroup } from '../../ui/radio-group';
import { useLock, useTuneActions, useTuning } from '../use-tune';

export function MakeSection() {
  const settings = useTuning((work) => work.settings);
  const tune = useTuneActions();
  const lock = useLock();
  const callsOf = (make: (typeof kinds)[number]['value']) => counted(callsPerPrompt({ ...settings, make }), 'call');
  return (
    <DetailsSection title="Data to make" sum={lock === undefined ? undefined : 'locked during a run'} startsOpen>
      <RadioGroup
        className="flex-col"
        label="Data to make"
        value={settings.make}
        disabled={lock !== undefined}
        options={kinds.map(({ value, label, about }) => ({ value, label, hint: `${about} ${callsOf(value)}` }))}
        onPick={(make) => tune.setSettings({ make })}
      />
    </DetailsSection>
  );
}

const kinds = [
  { value: 'improvement', label: 'Answer improvement (SFT)', about: 'Answer, critique, revision: up to' },
  { value: 'comparison', label: 'Comparison (DPO)', about: 'Two answers, judged in both orders:' },
  {
    value: 'revision-pair',
    label: 'Revision over answer (DPO)',
    about: 'The revision is chosen over the answer: up to',
  },
] as const;
