import { useId, useState } from 'react';
import type { VectorCapabilities } from '../../../core/model/completion-capabilities';
import type { Pooling, TaskType } from '../../../core/model/vector-model';
import { whole } from '../../shared/counted';
import { Checkbox } from '../../ui/checkbox';
import { DetailsSection } from '../../ui/details-section';
import { Icon } from '../../ui/icon';
import { NumberInput } from '../../ui/number-input';
import { Select } from '../../ui/select';
import { usePlayground, usePlaygroundActions, usePlaygroundWork } from '../use-playground';
import { lengthsWords, poolingWords, taskTypeWords } from './vector-words';

interface SectionProps {
  readonly honours: VectorCapabilities;
}

/** How a text becomes a vector. What the model does not honour is greyed out with the reason. */
export function VectorsSection({ honours }: SectionProps) {
  const dimensions = usePlayground(({ similarity }) => similarity?.dimensions);
  return (
    <DetailsSection
      title="Vectors"
      sum={dimensions === undefined ? undefined : `${whole(dimensions)} numbers each`}
      startsOpen
    >
      <TaskTypeField honours={honours} />
      <DimensionsField honours={honours} />
      <PoolingField honours={honours} />
      <NormaliseField honours={honours} />
    </DetailsSection>
  );
}

function TaskTypeField({ honours: { taskTypes } }: SectionProps) {
  const taskType = usePlaygroundWork(({ embed }) => embed.taskType);
  const { setEmbed } = usePlaygroundActions();
  const isOff = typeof taskTypes === 'string';
  const offered = isOff ? [] : taskTypes.map((value) => ({ value, label: taskTypeWords[value] }));
  return (
    <Select<TaskType | ''>
      label="Task type"
      value={isOff ? '' : (taskType ?? '')}
      disabled={isOff}
      hint={isOff ? <Cannot why={taskTypes} /> : undefined}
      options={[{ value: '', label: 'Not said' }, ...offered]}
      onPick={(value) => setEmbed({ taskType: value === '' ? null : value })}
    />
  );
}

function DimensionsField({ honours: { dimensions: offered } }: SectionProps) {
  const dimensions = usePlaygroundWork(({ embed }) => embed.dimensions);
  const { setEmbed, setFieldProblem } = usePlaygroundActions();
  const [types, setTypes] = useState(false);
  if (typeof offered === 'string')
    return (
      <Select
        label="Dimensions"
        disabled
        value=""
        options={[{ value: '', label: 'The model’s own' }]}
        hint={<Cannot why={offered} />}
        onPick={() => {}}
      />
    );
  const { min, max, usual } = offered;
  const isOther = types || (dimensions !== null && !usual.includes(dimensions));
  return (
    <div className="grid grid-cols-2 items-start gap-2">
      <Select
        label="Dimensions"
        value={isOther ? 'other' : String(dimensions ?? '')}
        options={[
          { value: '', label: 'The model’s own' },
          ...usual.map((count) => ({ value: String(count), label: String(count) })),
          { value: 'other', label: 'Another number' },
        ]}
        hint={`${whole(min)} to ${whole(max)}.`}
        onPick={(value) => {
          setTypes(value === 'other');
          setFieldProblem('Dimensions', null);
          if (value !== 'other') setEmbed({ dimensions: value === '' ? null : Number(value) });
        }}
      />
      {isOther && (
        <NumberInput
          label="Number of dimensions"
          min={min}
          max={max}
          step={1}
          value={dimensions ?? max}
          onNumber={(value) => setEmbed({ dimensions: value })}
        />
      )}
    </div>
  );
}

function PoolingField({ honours: { poolings } }: SectionProps) {
  const pooling = usePlaygroundWork(({ embed }) => embed.pooling);
  const { setEmbed } = usePlaygroundActions();
  const isOff = typeof poolings === 'string';
  const offered = isOff ? [] : poolings.map((value) => ({ value, label: poolingWords[value] }));
  return (
    <Select<Pooling | ''>
      label="Pooling"
      value={isOff ? '' : (pooling ?? '')}
      disabled={isOff}
      hint={isOff ? <Cannot why={poolings} /> : 'How the vectors of tokens become one, of the last layer.'}
      options={[{ value: '', label: 'The model’s own' }, ...offered]}
      onPick={(value) => setEmbed({ pooling: value === '' ? null : value })}
    />
  );
}

function NormaliseField({ honours: { dimensions } }: SectionProps) {
  const normalise = usePlaygroundWork(({ embed }) => embed.normalise);
  const lengths = usePlayground(({ similarity }) => similarity?.lengths);
  const { setEmbed } = usePlaygroundActions();
  const hintId = useId();
  return (
    <div>
      <Checkbox
        label="Normalise"
        checked={normalise}
        aside={lengths && `· ${lengthsWords(lengths)}`}
        aria-describedby={hintId}
        onCheck={(on) => setEmbed({ normalise: on })}
      />
      <p className="hint" id={hintId}>
        To length 1, in the files.
        {typeof dimensions !== 'string' && ` Only ${whole(dimensions.max)} dimensions come at length 1.`}
      </p>
    </div>
  );
}

function Cannot({ why }: { readonly why: string }) {
  return (
    <span className="flex gap-1.5">
      <Icon name="block" className="mt-px" />
      {why}
    </span>
  );
}
