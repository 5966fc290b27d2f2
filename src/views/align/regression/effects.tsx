import { useMemo, useState } from 'react';
import { type Effect, effectsOf } from '../../../core/cases/effects';
import { estimateOf, type Present, plannedWork, presentAsking, presentJudging } from '../../../store/cases/case-work';
import { Button } from '../../ui/button';
import { Outcome } from '../../ui/chip';
import { NumberInput } from '../../ui/number-input';
import { Row } from '../../ui/row';
import { Table } from '../../ui/table/table';
import { useActions, useStudio } from '../../use-studio';
import { caseTitle, priceWords } from './case-words';

interface EffectsProps {
  readonly present: Present;
  /** Those that were chosen; null: all. */
  readonly wanted: readonly string[] | null;
}

/** What each principle does to each case: asked for by itself, since it costs the cases once more for every principle. */
export function Effects(props: EffectsProps) {
  const [isOpen, setOpen] = useState(false);
  const count = props.present.project.prompt.principles.filter(({ status }) => status === 'on').length;
  return (
    <div className="grid min-w-0 gap-2">
      <Row>
        <Button
          variant="ghost"
          tight
          className="-ml-2"
          icon={isOpen ? 'down' : 'right'}
          aria-expanded={isOpen}
          unavailable={count === 0 ? 'No principle is on.' : undefined}
          onClick={() => setOpen(!isOpen)}
        >
          Which principle does it?
        </Button>
      </Row>
      {isOpen && count > 0 && <OpenEffects {...props} />}
    </div>
  );
}

function OpenEffects({ present, wanted }: EffectsProps) {
  const { findEffects } = useActions().cases;
  const isRunning = useStudio(({ align }) => align.caseWork?.status === 'running');
  const [budget, setBudget] = useState<number | undefined>(undefined);
  const price = useMemo(
    () => (isRunning ? null : estimateOf(present, plannedWork(present, { task: 'effects', ids: wanted }))),
    [present, wanted, isRunning],
  );
  return (
    <>
      <p className="text-small">
        Each case is answered and judged without each principle in turn
        {price === null ? '.' : price.calls === 0 ? '. All of it is known.' : `: ${priceWords(price)}.`}
      </p>
      <Row wraps className="items-end">
        <NumberInput
          label="At most so many calls"
          className="w-44"
          optional
          placeholder="no limit"
          min={1}
          step={1}
          value={budget}
          onNumber={setBudget}
        />
        <Button
          icon="play"
          pending={isRunning}
          unavailable={price?.calls === 0 ? 'All of it is known.' : undefined}
          onClick={() => findEffects(wanted, budget ?? null)}
        >
          Find out
        </Button>
      </Row>
      <EffectTable present={present} wanted={wanted} />
    </>
  );
}

function EffectTable({ present, wanted }: EffectsProps) {
  const { cases } = present.project.regression;
  const chosen = useMemo(() => cases.filter(({ id }) => wanted?.includes(id) ?? true), [cases, wanted]);
  const rows = useMemo(() => effectsOf(chosen, presentAsking(present), presentJudging(present)), [chosen, present]);
  const isKnown = rows.some(({ effects }) => effects.some((effect) => effect !== 'unknown'));
  if (!isKnown) return null;
  return (
    <Table label="Effect of principles" className="[&_td]:px-2 [&_td]:text-small [&_th]:px-2 [&_tr>:first-child]:pl-0">
      <thead>
        <tr>
          <th scope="col" className={firstColumn}>
            Principle
          </th>
          {chosen.map((one) => (
            <th key={one.id} scope="col" className="max-w-28 truncate" title={caseTitle(one)}>
              {caseTitle(one)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ principle, effects }) => (
          <tr key={principle.id}>
            <th
              scope="row"
              className={`${firstColumn} min-w-36 py-1.5 text-left font-regular text-ink text-small whitespace-normal`}
            >
              {principle.text}
            </th>
            {effects.map((effect, place) => (
              <td key={chosen[place]?.id}>
                <EffectCell effect={effect} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** It stays while the cases scroll under it. */
const firstColumn = 'sticky left-0 z-1 bg-pane';

function EffectCell({ effect }: { readonly effect: Effect }) {
  const { icon, tone } = effectLooks[effect];
  return (
    <Outcome icon={icon} tone={tone}>
      {effect}
    </Outcome>
  );
}

const effectLooks = {
  needed: { icon: 'check', tone: 'good' },
  harmful: { icon: 'x', tone: 'bad' },
  'no effect': { icon: 'minus', tone: 'faint' },
  unknown: { icon: 'idle', tone: 'faint' },
} as const satisfies Readonly<Record<Effect, unknown>>;
