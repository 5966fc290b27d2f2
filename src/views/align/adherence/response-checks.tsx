import { useState } from 'react';
import { settledVerdict } from '../../../core/adherence/counts';
import type { Principle, Verdict } from '../../../core/constitution/principle';
import { type Candidate, candidateText, type GivenVerdict } from '../../../core/conversation/candidate';
import { diffWords } from '../../../core/prompt/diff-words';
import { callsOfCheck, uncheckedPrinciples } from '../../../store/adherence/unchecked';
import { isTalking } from '../../../store/align/align-state';
import { alignmentModelOf } from '../../../store/model-choice';
import { counted } from '../../shared/counted';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/button';
import { Chip } from '../../ui/chip';
import { Diff } from '../../ui/diff';
import { useActions, useStudio, useStudioStore } from '../../use-studio';
import { AlignmentProblem } from '../alignment-problem';
import { type CandidatePlace, candidateAt } from '../responses/shown-turn';
import { CheckedPrinciple } from './checked-principle';
import { verdictLooks, verdictWords } from './verdict-words';

interface ResponseChecksProps {
  readonly place: CandidatePlace;
  /** Of the response, from 1. */
  readonly n: number;
}

/** Which principles a response follows: asked for by a press, since a judge has to be paid. */
export function ResponseChecks({ place, n }: ResponseChecksProps) {
  const candidate = useStudio((state) => candidateAt(state, place));
  const principles = useStudio(({ project }) => project.prompt.principles);
  const [openId, setOpen] = useState<string | null>(null);
  if (candidate?.state.status !== 'answered') return null;
  const judged = judgedOf(principles, candidate);
  const opened = judged.find(({ principle }) => principle.id === openId);
  const isOn = principles.some(({ status }) => status === 'on');
  if (!isOn && judged.length === 0 && candidate.rewriteOf === undefined) return null;
  return (
    <div className="thin-scrollbar relative mx-4 mb-1 grid min-h-0 flex-initial gap-1.5 overflow-auto text-small max-medium:flex-none medium:max-wide:mx-3">
      {candidate.rewriteOf !== undefined && <RewriteChange place={place} candidate={candidate} />}
      <div className="flex flex-wrap items-center gap-1">
        {shownOrder.map((verdict) => (
          <VerdictGroup
            key={verdict}
            verdict={verdict}
            judged={judged.filter(({ given }) => settledVerdict(given) === verdict)}
            openId={openId}
            onOpen={setOpen}
          />
        ))}
        {isOn && <CheckButtons place={place} n={n} candidate={candidate} judged={judged} />}
      </div>
      {opened !== undefined && <CheckedPrinciple place={place} n={opened.n} given={opened.given} />}
      <CheckProblem place={place} />
    </div>
  );
}

interface Judged {
  readonly principle: Principle;
  /** Its number in the list, from 1. */
  readonly n: number;
  readonly given: GivenVerdict;
}

/** Of the principles that are on, in their present words. */
function judgedOf(principles: readonly Principle[], { verdicts = [] }: Candidate): readonly Judged[] {
  return principles.flatMap((principle, index) => {
    const given = verdicts.find(
      ({ principleId, wording }) => principleId === principle.id && wording === principle.text,
    );
    return given === undefined || principle.status === 'off' ? [] : [{ principle, n: index + 1, given }];
  });
}

/** What is wrong first. */
const shownOrder: readonly Verdict[] = ['not-followed', 'unsure', 'followed', 'does-not-apply'];

interface VerdictGroupProps {
  readonly verdict: Verdict;
  /** Those that it is the verdict of. */
  readonly judged: readonly Judged[];
  readonly openId: string | null;
  readonly onOpen: (id: string | null) => void;
}

/** The verdict once, and the numbers that it is of: with its words at each number, twelve principles would leave no room for the response. */
function VerdictGroup({ verdict, judged, openId, onOpen }: VerdictGroupProps) {
  if (judged.length === 0) return null;
  const { icon, tone } = verdictLooks[verdict];
  return (
    <Chip icon={icon} tone={tone === 'faint' ? 'plain' : tone} className="flex-wrap pr-0.5">
      <span>{verdictWords[verdict]}</span>
      <span className="flex flex-wrap">
        {judged.map(({ principle: { id }, n }) => (
          <button
            key={id}
            type="button"
            aria-label={`Principle ${n}: ${verdictWords[verdict]}`}
            aria-expanded={id === openId}
            className="min-h-6 min-w-6 rounded-s font-bold underline decoration-line-strong underline-offset-3 hover:bg-hover aria-expanded:bg-hover aria-expanded:no-underline"
            onClick={() => onOpen(id === openId ? null : id)}
          >
            {n}
          </button>
        ))}
      </span>
    </Chip>
  );
}

interface CheckButtonsProps extends ResponseChecksProps {
  readonly candidate: Candidate;
  readonly judged: readonly Judged[];
}

function CheckButtons({ place, n, candidate, judged }: CheckButtonsProps) {
  const { check, stopCheck, rewrite } = useActions().adherence;
  const store = useStudioStore();
  const isWorking = useStudio(({ align }) => align.checking.get(place.candidateId)?.status === 'working');
  const isWriting = useStudio(isTalking);
  const calls = useStudio(({ project: { prompt, adherence }, settings }) =>
    callsOfCheck(uncheckedPrinciples(prompt.principles, candidate, alignmentModelOf(settings)), adherence.checks),
  );
  const isBroken = judged.some(({ given }) => settledVerdict(given) === 'not-followed');

  async function handleCheck() {
    await check(place);
    const now = candidateAt(store.getState(), place);
    const verdicts = now === null ? [] : judgedOf(store.getState().project.prompt.principles, now);
    if (verdicts.length > 0) announce(`Response ${n}: ${summary(verdicts)}`);
  }

  return (
    <>
      <Button
        variant="quiet"
        className={judged.length === 0 ? '-ml-3' : undefined}
        pending={isWorking}
        unavailable={calls === 0 && !isWorking ? 'It is checked against every principle that is on.' : undefined}
        tip={`Check response: ${counted(calls, 'call')} of the alignment model`}
        onClick={handleCheck}
        // Once there are verdicts, they have the room of the words.
        {...(judged.length === 0
          ? ({ icon: 'check', children: 'Check response' } as const)
          : ({ icon: 'retry', label: 'Check response' } as const))}
      />
      {isWorking && (
        <Button variant="ghost" icon="stop" label="Stop checking" onClick={() => stopCheck(place.candidateId)}>
          Stop
        </Button>
      )}
      {isBroken && (
        <Button
          variant="quiet"
          tight
          icon="rewrite"
          unavailable={isWriting ? 'Wait until the responses are written.' : undefined}
          tip="One more response of the prompt model that answers the failing questions, and a check of it"
          onClick={() => rewrite(place)}
        >
          Rewrite until followed
        </Button>
      )}
    </>
  );
}

/** `2 followed, 1 not followed`. */
function summary(judged: readonly Judged[]): string {
  const counts = new Map<string, number>();
  for (const { given } of judged) {
    const words = verdictWords[settledVerdict(given)];
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  return [...counts].map(([words, count]) => `${count} ${words}`).join(', ');
}

function CheckProblem({ place }: { readonly place: CandidatePlace }) {
  const { check } = useActions().adherence;
  const checking = useStudio(({ align }) => align.checking.get(place.candidateId));
  if (checking?.status !== 'failed') return null;
  return (
    <AlignmentProblem
      problem={checking.problem}
      purposes={['check-response', 'make-checks']}
      refused="The check was refused"
      kept="What was found before is kept."
      onRetry={() => check(place)}
    />
  );
}

/** What a rewrite changed of the response that it is of. */
function RewriteChange({ place, candidate }: { readonly place: CandidatePlace; readonly candidate: Candidate }) {
  const before = useStudio(({ project }) =>
    project.turns.find(({ id }) => id === place.turnId)?.candidates.findIndex(({ id }) => id === candidate.rewriteOf),
  );
  const text = useStudio((state) => {
    const one = candidateAt(state, { turnId: place.turnId, candidateId: candidate.rewriteOf ?? '' });
    return one === null ? null : candidateText(one.state);
  });
  if (before === undefined || text === null) return null;
  return (
    <details>
      <summary className="cursor-pointer">{`Rewritten from response ${before + 1}: what changed`}</summary>
      <Diff parts={diffWords(text, candidateText(candidate.state))} />
    </details>
  );
}
