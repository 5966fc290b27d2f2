import type { CompletionOptions } from '../../../core/model/completion-options';
import { type SamplingSettings, settingRanges } from '../../../core/model/sampling-settings';
import type { Problems } from '../../../store/playground/select-problems';
import { StopSequences } from '../../shared/models/stop-sequences';
import { DetailsSection } from '../../ui/details-section';
import { useFieldProblem } from '../shared/use-field-problem';
import { useCapabilities, usePlaygroundActions, usePlaygroundModel, usePlaygroundWork } from '../use-playground';
import { BiasTable } from './bias-table';
import { CompletionCount } from './completion-count';
import { honouredWords } from './honoured-words';
import { Cannot, CheckKnob, NumberKnob } from './knob';
import { samplingNotes } from './sampling-notes';

/** Every parameter of a completion; what the model does not honour is greyed out, with the reason in words. */
export function SamplingSection({ problems }: { readonly problems: Problems }) {
  const capabilities = useCapabilities();
  return (
    <DetailsSection title="Sampling" sum={honouredWords(capabilities)} startsOpen bodyClassName="gap-0!">
      <fieldset className="grid min-w-0 grid-cols-[minmax(0,1fr)]">
        <legend className="sr-only">Sampling</legend>
        <Distribution problems={problems} />
        <h4 className={headLook}>Penalties</h4>
        <Penalties />
        <h4 className={headLook}>Where it ends</h4>
        <Ending />
        <h4 className={headLook}>Logit bias</h4>
        <BiasTable honoured={capabilities.options.logitBias} error={problems['Logit bias']} />
      </fieldset>
    </DetailsSection>
  );
}

const headLook = 'pt-3 pb-0.5 text-ink-2 text-small font-bold';

function useSetup() {
  const setup = usePlaygroundWork(({ complete }) => complete);
  const { setComplete } = usePlaygroundActions();
  const { sampling, options } = setup;
  return {
    setup,
    setComplete,
    set<Name extends keyof SamplingSettings>(name: Name, value: SamplingSettings[Name] | undefined) {
      const { [name]: _, ...others } = sampling;
      setComplete({ sampling: value === undefined ? others : { ...others, [name]: value } });
    },
    turn(name: keyof Omit<CompletionOptions, 'prefix' | 'logitBias' | 'minTokens'>, on: boolean) {
      const { [name]: _, ...others } = options;
      setComplete({ options: on ? { ...others, [name]: true } : others });
    },
  };
}

function Distribution({ problems }: { readonly problems: Problems }) {
  const { setup, set, setComplete, turn } = useSetup();
  const capabilities = useCapabilities();
  const { settings, options, bestOf, mostLogprobs } = capabilities;
  const { sampling } = setup;
  const notes = samplingNotes(usePlaygroundModel());
  return (
    <>
      <NumberKnob
        label="Maximum tokens"
        honoured={settings.maxOutputTokens}
        error={problems['Maximum tokens']}
        {...settingRanges.maxOutputTokens}
        value={sampling.maxOutputTokens}
        onNumber={(value) => set('maxOutputTokens', value)}
      />
      <NumberKnob
        label="Temperature"
        honoured={settings.temperature}
        note={sampling.temperature === 0 ? 'greedy: the likeliest token' : undefined}
        {...settingRanges.temperature}
        value={sampling.temperature}
        onNumber={(value) => set('temperature', value)}
      />
      <NumberKnob
        label="Top K"
        honoured={settings.topK}
        {...settingRanges.topK}
        value={sampling.topK}
        onNumber={(value) => set('topK', value)}
      />
      <NumberKnob
        label="Top P"
        honoured={settings.topP}
        {...settingRanges.topP}
        value={sampling.topP}
        onNumber={(value) => set('topP', value)}
      />
      <CompletionCount value={setup.completions} onNumber={(completions) => setComplete({ completions })} />
      <NumberKnob
        label="Best of"
        honoured={bestOf}
        note="more than Completions"
        error={problems['Best of']}
        min={1}
        max={20}
        placeholder="off"
        value={setup.bestOf ?? undefined}
        onNumber={(value) => setComplete({ bestOf: value ?? null })}
      />
      <NumberKnob
        label="Log-probabilities"
        honoured={settings.logprobs}
        note={mostLogprobs > 0 ? `likeliest tokens of each step, to ${mostLogprobs}; 0: of the chosen one` : undefined}
        error={problems['Log-probabilities']}
        {...settingRanges.logprobs}
        placeholder="off"
        value={sampling.logprobs}
        onNumber={(value) => set('logprobs', value)}
      />
      <CheckKnob
        label="As sampled"
        honoured={options.asSampled}
        note="beside the model’s own: after bias, penalties, temperature, top K and P"
        checked={setup.options.asSampled === true}
        onCheck={(on) => turn('asSampled', on)}
      />
      <NumberKnob
        label="Seed"
        honoured={settings.seed}
        note={notes.seed}
        {...settingRanges.seed}
        placeholder="by chance"
        value={sampling.seed}
        onNumber={(value) => set('seed', value)}
      />
    </>
  );
}

function Penalties() {
  const { setup, set, turn } = useSetup();
  const capabilities = useCapabilities();
  const { settings, options } = capabilities;
  const { sampling } = setup;
  const notes = samplingNotes(usePlaygroundModel(), sampling.presencePenalty);
  return (
    <>
      <NumberKnob
        label="Presence penalty"
        honoured={settings.presencePenalty}
        {...settingRanges.presencePenalty}
        placeholder="0"
        value={sampling.presencePenalty}
        onNumber={(value) => set('presencePenalty', value)}
      />
      <NumberKnob
        label="Frequency penalty"
        honoured={settings.frequencyPenalty}
        {...settingRanges.frequencyPenalty}
        placeholder="0"
        value={sampling.frequencyPenalty}
        onNumber={(value) => set('frequencyPenalty', value)}
      />
      <CheckKnob
        label="Multiplicative presence penalty"
        honoured={options.multiplicativePresencePenalty}
        note={notes.multiplicative}
        checked={setup.options.multiplicativePresencePenalty === true}
        onCheck={(on) => turn('multiplicativePresencePenalty', on)}
      />
      <CheckKnob
        label="Penalties cover the prompt"
        honoured={options.penaltiesCoverPrompt}
        note="tokens of the prompt count, too"
        checked={setup.options.penaltiesCoverPrompt === true}
        onCheck={(on) => turn('penaltiesCoverPrompt', on)}
      />
    </>
  );
}

function Ending() {
  const { setup, set, setComplete, turn } = useSetup();
  const { settings, options } = useCapabilities();
  const onProblem = useFieldProblem('Stop sequences');
  const { sampling } = setup;
  return (
    <>
      <div className="py-1">
        <StopSequences
          disabled={settings.stopSequences !== true}
          value={sampling.stopSequences}
          onChange={(value) => set('stopSequences', value)}
          onProblem={onProblem}
        />
        {settings.stopSequences !== true && (
          <div className="hint">
            <Cannot why={settings.stopSequences} />
          </div>
        )}
      </div>
      <NumberKnob
        label="Minimum tokens"
        honoured={options.minTokens}
        note="the end is forbidden until then"
        min={0}
        max={settingRanges.maxOutputTokens.max}
        placeholder="0"
        value={setup.options.minTokens}
        onNumber={(value) => {
          const { minTokens: _, ...others } = setup.options;
          setComplete({ options: value === undefined || value === 0 ? others : { ...others, minTokens: value } });
        }}
      />
      <CheckKnob
        label="Echo prompt"
        honoured={options.echo}
        note="the prompt’s own tokens, with their probabilities"
        checked={setup.options.echo === true}
        onCheck={(on) => turn('echo', on)}
      />
    </>
  );
}
