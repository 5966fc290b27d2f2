import { type FormEvent, type KeyboardEvent, useState } from 'react';
import type { Field } from '../../../core/dataset/example';
import { isHeldBack } from '../../../core/labeler/prediction/abstain';
import type { Prediction } from '../../../core/labeler/prediction/prediction';
import type { LabelerRun } from '../../../core/labeler/run/labeler-run';
import { own } from '../../../core/own';
import { modelsOfRun } from '../../../store/label/select-models';
import { presentRulebook } from '../../../store/label/select-run';
import { capabilitiesHere } from '../../../store/playground/select-playground';
import { CallFailure } from '../../shared/failure/call-failure';
import { OutcomeLinks } from '../../shared/failure/outcome-links';
import { hrefOf } from '../../shared/routes';
import { Button } from '../../ui/button';
import { Outcome } from '../../ui/chip';
import { isPlainEnter } from '../../ui/enter-key';
import { formatNumber } from '../../ui/number-draft';
import { Row } from '../../ui/row';
import { TextArea } from '../../ui/text-area';
import { useActions, useStudio } from '../../use-studio';
import { useSetup } from '../use-label-work';
import { ruleWords } from './mistake-list';
import { predictionWords } from './prediction-words';

interface ClassifyOneProps {
  readonly run: LabelerRun;
  readonly inputs: readonly string[];
}

/** One row, typed in. Enter classifies; Shift and Enter break the line. */
export function ClassifyOne({ run, inputs }: ClassifyOneProps) {
  const { label } = useActions();
  const state = useStudio((studio) => studio.label.single);
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const [asked, setAsked] = useState('');
  const fields = inputs.map((name) => ({ name, text: own(texts, name) ?? '' }));
  const blank = fields.every(({ text }) => text.trim() === '');
  const working = state.status === 'working';
  // An answer to other words, or by other rules, is no answer to these.
  const question = JSON.stringify([fields, run.labelers.map(({ currentId }) => currentId)]);
  const isOf = question === asked;

  function classify() {
    if (blank || working) return;
    setAsked(question);
    void label.classify(fields);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    classify();
  }

  function handleKey(event: KeyboardEvent) {
    if (!isPlainEnter(event)) return;
    event.preventDefault();
    classify();
  }

  return (
    <form className="classify-one" onSubmit={submit}>
      {inputs.map((name) => (
        <TextArea
          key={name}
          label={name}
          autoGrow
          rows={1}
          value={own(texts, name) ?? ''}
          onText={(text) => setTexts({ ...texts, [name]: text })}
          onKeyDown={handleKey}
        />
      ))}
      <Row>
        <Button type="submit" pending={working} unavailable={blank ? 'Type a row first.' : undefined}>
          Classify
        </Button>
        <ScoreLabels run={run} fields={fields} blocker={blank ? 'Type a row first.' : undefined} />
        <span role="status" aria-label="Prediction" className="prediction">
          {isOf && state.status === 'done' && <PredictionLine run={run} prediction={state.prediction} />}
        </span>
      </Row>
      {isOf && state.status === 'failed' && (
        <CallFailure error={state.error} actions={(helpful) => <OutcomeLinks actions={helpful} />} />
      )}
    </form>
  );
}

interface ScoreLabelsProps {
  readonly run: LabelerRun;
  readonly fields: readonly Field[];
  readonly blocker: string | undefined;
}

/** The row and all labels become the set-up of Rank, where the model says how probable each whole label text is. */
function ScoreLabels({ run, fields, blocker }: ScoreLabelsProps) {
  const { label, playground } = useActions();
  const setup = useSetup();
  const scoring = useStudio((state) => {
    const { evalModel } = modelsOfRun(run, { setup, settings: state.settings });
    return capabilitiesHere(state, evalModel).scoring;
  });

  async function score() {
    const texts = await label.labelTexts(fields);
    if (texts === null) return;
    await playground.openTexts(texts);
    window.location.hash = hrefOf('playground');
  }

  return (
    <Button
      variant="ghost"
      icon="playground"
      unavailable={scoring === true ? blocker : scoring}
      onClick={() => void score()}
    >
      Score labels in Playground
    </Button>
  );
}

function PredictionLine({ run, prediction }: { readonly run: LabelerRun; readonly prediction: Prediction }) {
  const { label, detail } = predictionWords(prediction);
  const { abstainBelow = 0 } = run;
  // A row of a file would come out without it; who typed the row wants to see it all the same.
  const held = isHeldBack(prediction, abstainBelow) && `below ${formatNumber(abstainBelow)}: abstained in a file`;
  const expert = prediction.expert === undefined ? 'single' : `expert-${prediction.expert + 1}`;
  const labeler = run.labelers.find(({ key }) => key === expert);
  const rule = labeler && ruleWords(prediction, presentRulebook(labeler));
  return (
    <>
      <Outcome
        icon={prediction.label === null ? 'block' : 'label'}
        tone={prediction.label === null || held !== false ? 'warn' : 'good'}
      >
        {label}
      </Outcome>
      <span className="faint small">{[detail, held, rule].filter(Boolean).join(' · ')}</span>
    </>
  );
}
