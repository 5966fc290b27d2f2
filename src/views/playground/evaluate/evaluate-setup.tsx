import { evaluateAs } from '../../../store/playground/select-playground';
import { RadioGroup } from '../../ui/radio-group';
import { TextArea } from '../../ui/text-area';
import { useStudio } from '../../use-studio';
import { PromptSection } from '../prompt/prompt-section';
import { useProblems } from '../shared/use-problems';
import { usePlaygroundActions, usePlaygroundWork } from '../use-playground';
import { MatteredSection } from './mattered-section';
import { RankSection } from './rank-section';

/** What is scored: a prompt, and what is expected to follow it. */
export function EvaluateSetup() {
  const problems = useProblems();
  const expected = usePlaygroundWork(({ evaluate }) => evaluate.expected);
  const as = useStudio(evaluateAs);
  const { setEvaluate } = usePlaygroundActions();
  return (
    <>
      <PromptSection problems={problems} isRaw={as === 'continuation'} />
      <div className="grid gap-3 border-line border-b px-4 py-3">
        <TextArea
          label="Expected completion"
          rows={2}
          autoGrow
          spellCheck={false}
          error={expected === '' ? undefined : problems['Expected completion']}
          value={expected}
          onText={(text) => setEvaluate({ expected: text })}
        />
        <div className="grid gap-1">
          <span className="font-medium text-ink-2 text-small" aria-hidden="true">
            Evaluate as
          </span>
          <RadioGroup label="Evaluate as" value={as} options={ways} onPick={(next) => setEvaluate({ as: next })} />
        </div>
      </div>
      <MatteredSection />
      <RankSection />
    </>
  );
}

const ways = [
  { value: 'reply', label: 'Reply to the prompt', hint: 'With the model’s chat template' },
  {
    value: 'continuation',
    label: 'Continuation of the text',
    hint: 'White space at the end of the prompt counts to the completion',
  },
] as const;
