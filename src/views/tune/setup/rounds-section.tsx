import { counted } from '../../shared/counted';
import { Checkbox } from '../../ui/checkbox';
import { DetailsSection } from '../../ui/details-section';
import { NumberInput } from '../../ui/number-input';
import { Select } from '../../ui/select';
import { useLock, useTuneActions, useTuning } from '../use-tune';

/** How often an answer is revised, and by which principles. */
export function RoundsSection() {
  const settings = useTuning((work) => work.settings);
  const constitution = useTuning((work) => work.constitution);
  const tune = useTuneActions();
  const disabled = useLock() !== undefined;
  const isComparison = settings.make === 'comparison';
  const offered = isComparison
    ? constitution.comparisonPrinciples.map(({ id, text }) => ({ id, text }))
    : constitution.pairs.map(({ id, critique }) => ({ id, text: critique }));
  const what = isComparison ? 'principle' : 'pair';
  const perPrompt = isComparison ? principlesOfJudges(settings.comparison) : settings.rounds;
  return (
    <DetailsSection
      title="Rounds"
      sum={
        offered.length === 0
          ? `no ${what} yet`
          : `${Math.min(perPrompt, offered.length)} of ${counted(offered.length, what)} a prompt`
      }
      startsOpen
      bodyClassName="gap-2!"
    >
      <div className="grid grid-cols-2 items-start gap-2">
        <NumberInput
          label="Rounds"
          min={1}
          max={4}
          disabled={disabled || isComparison}
          value={settings.rounds}
          onNumber={(rounds) => tune.setSettings({ rounds })}
        />
        <Select
          label="Principles"
          disabled={disabled}
          value={settings.principles}
          options={ways}
          onPick={(principles) => tune.setSettings({ principles })}
        />
      </div>
      {isComparison && <p className="hint">A comparison revises nothing: its principles are those to judge by.</p>}
      {settings.principles === 'chosen' && (
        <Chosen
          offered={offered}
          ids={settings.chosenIds}
          disabled={disabled}
          onChoose={(chosenIds) => tune.setSettings({ chosenIds })}
        />
      )}
    </DetailsSection>
  );
}

function principlesOfJudges({ judgesPerPair, judgesBy }: { judgesPerPair: number; judgesBy: string }): number {
  return judgesBy === 'samples' ? 1 : judgesPerPair;
}

const ways = [
  { value: 'drawn', label: 'One by seed' },
  { value: 'in-turn', label: 'All in turn' },
  { value: 'chosen', label: 'Chosen ones' },
] as const;

interface ChosenProps {
  readonly offered: readonly { readonly id: string; readonly text: string }[];
  readonly ids: readonly string[];
  readonly disabled: boolean;
  readonly onChoose: (ids: readonly string[]) => void;
}

function Chosen({ offered, ids, disabled, onChoose }: ChosenProps) {
  if (offered.length === 0) return <p className="hint">There is none to choose yet.</p>;
  return (
    <fieldset className="grid" aria-label="Chosen principles">
      {offered.map(({ id, text }, place) => (
        <Checkbox
          key={id}
          className="min-w-0 [&>span]:truncate"
          label={`${place + 1}. ${text}`}
          title={text}
          disabled={disabled}
          checked={ids.includes(id)}
          onCheck={(on) => onChoose(withChoice(offered, ids, { id, on }))}
        />
      ))}
    </fieldset>
  );
}

/** In the order of the constitution, without what it does not hold any more. */
function withChoice(
  offered: ChosenProps['offered'],
  ids: readonly string[],
  change: { readonly id: string; readonly on: boolean },
): readonly string[] {
  return offered.map(({ id }) => id).filter((id) => (id === change.id ? change.on : ids.includes(id)));
}
