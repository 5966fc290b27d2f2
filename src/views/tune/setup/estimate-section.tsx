import { callsPerPrompt } from '../../../core/tuning/run/tuning-settings';
import { callLimits } from '../../../store/label/call-limits';
import { alignmentModelOf } from '../../../store/model-choice';
import type { PromptsState } from '../../../store/tune/tune-state';
import { counted } from '../../shared/counted';
import { paceWords } from '../../shared/estimate-words';
import { DetailsSection } from '../../ui/details-section';
import { useStudio } from '../../use-studio';
import { likelyWords, seenWords } from '../run/run-words';
import { useTune, useTuning } from '../use-tune';

/** What a press of Generate will cost. */
export function EstimateSection() {
  const prompts = useTune((tune) => tune.prompts);
  const run = useTuning((work) => work.settings);
  const settings = useStudio((state) => state.settings);
  const { promptModel } = settings;
  const { judge, answersBy } = run.comparison;
  const models = [
    promptModel,
    run.make === 'comparison' ? (judge ?? alignmentModelOf(settings)) : alignmentModelOf(settings),
    ...(run.make === 'comparison' && answersBy.kind === 'models' ? [answersBy.second] : []),
  ];
  const found = prompts.status === 'ready' ? prompts.found : prompts.status === 'checking' ? prompts.last : null;
  const share = found?.estimate.dayShare;
  const likely = found === null ? null : likelyWords(found, run);
  return (
    <section
      className="flex-none border-line border-t"
      aria-label="Estimate"
      aria-busy={prompts.status === 'checking' || undefined}
    >
      <DetailsSection
        title="Estimate"
        sum={likely === null ? words[prompts.status] : <Likely {...likely} />}
        isLast
        bodyClassName="hint relative max-h-[30vh] overflow-auto"
      >
        <p>
          {run.make === 'comparison' ? '' : 'At most '}
          {counted(callsPerPrompt(run), 'call')} a prompt {paceWords(models, callLimits(models, settings))}.
          {run.make !== 'comparison' && ' A prompt with nothing to improve ends sooner.'}
          {run.make !== 'comparison' && found !== null && ` ${seenWords(found.seen)}`} Answers that are here already are
          not paid again.
        </p>
        {share !== undefined && <p>{dayWords(share)}</p>}
      </DetailsSection>
    </section>
  );
}

/** On two lines: it has to be read without opening anything. */
function Likely({ calls, rest }: { readonly calls: string; readonly rest: string }) {
  return (
    <span className="flex flex-wrap justify-end gap-x-1.5 py-1 leading-4">
      <span>{calls}</span> <span>{rest}</span>
    </span>
  );
}

const words: Readonly<Record<PromptsState['status'], string>> = {
  none: 'not known yet',
  checking: 'calculating',
  ready: 'not known yet',
  refused: 'not known',
};

function dayWords(share: number): string {
  const percent = share * 100;
  const words = percent < 1 ? 'under 1%' : `${Math.round(percent)}%`;
  return `That is ${words} of what your limit of requests lets through in a day; the service may allow fewer.`;
}
