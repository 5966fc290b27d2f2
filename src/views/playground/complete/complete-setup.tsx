import { Checkbox } from '../../ui/checkbox';
import { PromptSection } from '../prompt/prompt-section';
import { SamplingSection } from '../sampling/sampling-section';
import { useProblems } from '../shared/use-problems';
import { useCapabilities, usePlaygroundActions, usePlaygroundWork } from '../use-playground';
import { CompareSection } from './compare-section';

/** What is completed, by whom, and how it is sampled. */
export function CompleteSetup() {
  const problems = useProblems();
  const options = usePlaygroundWork(({ complete }) => complete.options);
  const { rawPrompt } = useCapabilities().options;
  const { setComplete } = usePlaygroundActions();
  const isRaw = options.rawPrompt === true && rawPrompt === true;
  return (
    <>
      <PromptSection problems={problems} isRaw={isRaw}>
        <Checkbox
          label="Raw prompt"
          title={rawPrompt === true ? undefined : rawPrompt}
          disabled={rawPrompt !== true}
          checked={isRaw}
          onCheck={(on) => {
            const { rawPrompt: _, ...others } = options;
            setComplete({ options: on ? { ...others, rawPrompt: true } : others });
          }}
        />
      </PromptSection>
      <SamplingSection problems={problems} />
      <CompareSection />
    </>
  );
}
