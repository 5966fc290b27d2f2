import { checkResponse, principlesPerCall } from '../../core/adherence/check-response';
import { makeChecks } from '../../core/adherence/make-checks';
import { rewriteRequest } from '../../core/adherence/rewrite';
import { checksOf, type WordingChecks, withChecks } from '../../core/adherence/wording-checks';
import type { AskDeps, UnreadableReply } from '../../core/alignment/ask';
import type { Principle, Verdict } from '../../core/constitution/principle';
import { type Candidate, candidateText, type GivenVerdict } from '../../core/conversation/candidate';
import { composeAsSent, sentMaterial } from '../../core/conversation/compose';
import { pathTo } from '../../core/conversation/tree';
import { outsideRules } from '../../core/model/reply';
import type { Result } from '../../core/result';
import { type CheckingState, isTalking } from '../align/align-state';
import { patchTurn } from '../change-project';
import type { ActionContext } from '../context';
import { alignmentDeps, contextOf } from '../context-tokens';
import { alignmentModelOf, errorData } from '../model-choice';
import { streamInto } from '../write-candidates';
import { uncheckedPrinciples, unmadeWordings } from './unchecked';

export interface CandidatePlace {
  readonly turnId: string;
  readonly candidateId: string;
}

export interface AdherenceActions {
  /** Whether a response follows the principles that are on; those that were judged already are not asked about again. */
  check(place: CandidatePlace): Promise<void>;
  stopCheck(candidateId: string): void;
  /** Null: the judge's word counts again. */
  overrule(place: CandidatePlace, principleId: string, verdict: Verdict | null): void;
  editChecks(checks: WordingChecks): void;
  /** One more candidate, written so that it does what this one does not; it is checked when it is there. */
  rewrite(place: CandidatePlace): Promise<void>;
}

export function adherenceActions(context: ActionContext): AdherenceActions {
  const { deps, get, setProject } = context;

  const candidateAt = ({ turnId, candidateId }: CandidatePlace) =>
    get()
      .project.turns.find(({ id }) => id === turnId)
      ?.candidates.find(({ id }) => id === candidateId);
  const setChecks = (made: readonly WordingChecks[]) =>
    setProject((project) => ({
      ...project,
      adherence: { ...project.adherence, checks: withChecks(project.adherence.checks, made) },
    }));

  const check = async (place: CandidatePlace): Promise<void> => {
    const candidate = candidateAt(place);
    if (candidate?.state.status !== 'answered' || candidate.state.finish.code === outsideRules) return;
    const judge = alignmentModelOf(get().settings);
    const principles = uncheckedPrinciples(get().project.prompt.principles, candidate, judge);
    if (principles.length === 0) return;
    const show = (state: CheckingState | null) => showChecking(context, place.candidateId, state);
    await context.work.run(
      {
        scope: 'project/align/checks',
        key: place.candidateId,
        ifRunning: 'leave',
        failed: (error) => show({ status: 'failed', problem: { kind: 'model', error: errorData(error) } }),
        stopped: () => show(null),
      },
      async (signal) => {
        show({ status: 'working' });
        const checked = await checkAll({ place, candidate, principles }, alignmentDeps(context, signal));
        show(checked.ok ? null : { status: 'failed', problem: checked.error });
      },
    );
  };

  interface Checked {
    readonly place: CandidatePlace;
    readonly candidate: Candidate;
    readonly principles: readonly Principle[];
  }

  /** Each call is kept as it comes: what follows it may fail, or be stopped. */
  async function checkAll(
    { place, candidate, principles }: Checked,
    ask: AskDeps,
  ): Promise<Result<null, UnreadableReply>> {
    const unmade = unmadeWordings(principles, get().project.adherence.checks);
    for (const wordings of inCalls(unmade)) {
      const made = await makeChecks(wordings, ask);
      if (!made.ok) return made;
      setChecks(made.value);
    }
    const { turns } = get().project;
    const sent = sentMaterial(pathTo(turns, place.turnId));
    const response = candidateText(candidate.state);
    const { checks } = get().project.adherence;
    for (const some of inCalls(principles)) {
      const checked = some.flatMap(({ id, text }) => {
        const own = checksOf(checks, text);
        return own === undefined ? [] : [{ id, checks: own }];
      });
      const verdicts = await checkResponse({ sent, response, principles: checked }, ask);
      if (!verdicts.ok) return verdicts;
      keep(place, { response, verdicts: verdicts.value });
    }
    return { ok: true, value: null };
  }

  /** What was said of a principle that is not there any more, in these words, is said of nothing. */
  function keep(
    place: CandidatePlace,
    { response, verdicts }: { readonly response: string; readonly verdicts: readonly GivenVerdict[] },
  ): void {
    const candidate = candidateAt(place);
    if (candidate === undefined || candidateText(candidate.state) !== response) return;
    const { principles } = get().project.prompt;
    const isThere = ({ principleId, wording }: GivenVerdict) =>
      principles.some(({ id, text }) => id === principleId && text === wording);
    patchCandidate(context, place, (one) => ({
      ...one,
      verdicts: merged(one.verdicts ?? [], verdicts.filter(isThere)),
    }));
    const dropped = verdicts.filter((given) => !isThere(given));
    if (dropped.length === 0) return;
    context.notify({
      title: 'A principle changed during the check',
      body: 'What was found about these words was dropped, since no principle says them any more. The rest is kept.',
      details: dropped.map(({ wording }) => wording),
    });
  }

  return {
    check,
    stopCheck(candidateId) {
      void context.work.stop('project/align/checks', candidateId);
    },
    overrule: (place, principleId, verdict) =>
      patchCandidate(context, place, (candidate) => ({
        ...candidate,
        verdicts: (candidate.verdicts ?? []).map((given) => {
          if (given.principleId !== principleId) return given;
          const { overruled: _, ...judged } = given;
          return verdict === null ? judged : { ...judged, overruled: verdict };
        }),
      })),
    editChecks: (checks) => setChecks([checks]),
    async rewrite(place) {
      const { project } = get();
      const path = pathTo(project.turns, place.turnId);
      const turn = path.at(-1);
      const candidate = candidateAt(place);
      const composed = composeAsSent({ document: project.prompt, history: project.history }, path);
      // One writer at a time.
      if (turn === undefined || candidate === undefined || composed === null || isTalking(get())) return;
      const request = rewriteRequest({
        composed,
        response: candidateText(candidate.state),
        verdicts: candidate.verdicts ?? [],
        settings: { ...turn.settings, candidates: 1 },
        botName: project.chat.botName,
        candidate: turn.candidates.length,
        contextTokens: contextOf(get(), turn.model),
      });
      if (request === null) return;
      const id = deps.newId();
      const rewritten = { id, state: { status: 'waiting' }, feedback: [], rewriteOf: candidate.id } as const;
      patchTurn(context, turn.id, (one) => ({ ...one, candidates: [...one.candidates, rewritten] }));
      await streamInto(context, { turnId: turn.id, candidateIds: [id], model: turn.model, request });
      await check({ turnId: turn.id, candidateId: id });
    },
  };
}

/** The newest verdict on a principle is the one that is kept. */
function merged(before: readonly GivenVerdict[], found: readonly GivenVerdict[]): readonly GivenVerdict[] {
  const ids = new Set(found.map(({ principleId }) => principleId));
  return [...before.filter(({ principleId }) => !ids.has(principleId)), ...found];
}

function inCalls<T>(items: readonly T[]): readonly (readonly T[])[] {
  const calls = Math.ceil(items.length / principlesPerCall);
  return Array.from({ length: calls }, (_, call) =>
    items.slice(call * principlesPerCall, (call + 1) * principlesPerCall),
  );
}

function patchCandidate(
  context: ActionContext,
  { turnId, candidateId }: CandidatePlace,
  change: (candidate: Candidate) => Candidate,
): void {
  patchTurn(context, turnId, (turn) => ({
    ...turn,
    candidates: turn.candidates.map((candidate) => (candidate.id === candidateId ? change(candidate) : candidate)),
  }));
}

function showChecking({ get, setAlign }: ActionContext, candidateId: string, state: CheckingState | null): void {
  const others = [...get().align.checking].filter(([id]) => id !== candidateId);
  setAlign({ checking: new Map(state === null ? others : [...others, [candidateId, state]]) });
}
