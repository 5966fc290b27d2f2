import { type FormEvent, useState } from 'react';
import type { Prediction } from '../../../core/labeler/prediction';
import { Button } from '../../ui/button';
import { Outcome } from '../../ui/chip';
import { TextInput } from '../../ui/text-input';
import { useActions, useStudio } from '../../use-studio';
import { CallFailure } from '../call-failure';
import { predictionWords } from './prediction-words';

/** One row, typed in. */
export function ClassifyOne({ inputs }: { readonly inputs: readonly string[] }) {
  const { label } = useActions();
  const state = useStudio((studio) => studio.label.single);
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const fields = inputs.map((name) => ({ name, text: texts[name] ?? '' }));
  const blank = fields.every(({ text }) => text.trim() === '');

  function submit(event: FormEvent) {
    event.preventDefault();
    void label.classify(fields);
  }

  return (
    <form className="classify-one" onSubmit={submit}>
      {inputs.map((name) => (
        <TextInput
          key={name}
          label={name}
          value={texts[name] ?? ''}
          onText={(text) => setTexts({ ...texts, [name]: text })}
        />
      ))}
      <Button type="submit" pending={state.status === 'working'} unavailable={blank ? 'Type a row first' : undefined}>
        Classify
      </Button>
      <span role="status" aria-label="Prediction" className="okline">
        {state.status === 'done' && <PredictionLine prediction={state.prediction} />}
      </span>
      {state.status === 'failed' && <CallFailure error={state.error} />}
    </form>
  );
}

function PredictionLine({ prediction }: { readonly prediction: Prediction }) {
  const { label, detail } = predictionWords(prediction);
  return (
    <>
      <Outcome icon={prediction.label === null ? 'block' : 'label'} tone={prediction.label === null ? 'warn' : 'good'}>
        {label}
      </Outcome>
      {detail !== '' && <span className="faint small">{detail}</span>}
    </>
  );
}
