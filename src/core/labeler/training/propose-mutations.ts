import { mutateRulesInstruction, type NumberedRuleMutation } from '../../instructions/mutate-rules';
import type { MutateRulesSubject } from '../../instructions/task';
import type { LanguageModel } from '../../model/language-model';
import { deriveSeed } from '../../random';
import { truncateFields } from '../prediction/truncate-words';
import type { LabelRules, Rulebook, RuleMutation } from '../rules/rulebook';
import { numberedRules } from '../rules/rulebook-content';
import type { Mistake, Rejected, RejectReason } from '../run/labeler-run';
import type { MemorisingGuard } from './memorising';
import { refusalWords } from './refusal-words';
import { askTrainModel } from './train-call';

export interface ProposalRequest {
  readonly rulebook: Rulebook;
  readonly mistake: Omit<Mistake, 'diagnosis' | 'checkpointId'>;
  /** The author's words on why it is wrong; empty: the model finds the reason. */
  readonly reason: string;
  /** How many different changes are wanted, from 1. */
  readonly mutations: number;
  readonly truncateWords: number;
  readonly temperature: number;
  readonly seed: number;
  /** Of a rule that is added; `n` counts from 1. Unique in the rulebook. */
  readonly newRuleId: (n: number) => string;
}

export interface ProposalDeps {
  readonly model: LanguageModel;
  readonly guard: MemorisingGuard;
  readonly signal: AbortSignal;
  readonly onUnusable: (why: string) => void;
}

export interface Proposals {
  /** What is wrong with the rules; empty when the model gave no usable answer. */
  readonly diagnosis: string;
  /** Different from one another, and each changes the rulebook. */
  readonly mutations: readonly RuleMutation[];
  readonly rejected: readonly Rejected[];
}

/**
 * Asks what is wrong with the rules and how to mend it. Proposals that cannot be tried are refused; when one repeats the row, or none
 * is left, the model is told why and asked once more for what is missing.
 */
export async function proposeMutations(request: ProposalRequest, deps: ProposalDeps): Promise<Proposals> {
  const first = await askOnce(request, { refused: [], asked: 0 }, deps);
  const missing = request.mutations - first.mutations.length;
  if (missing === 0 || !isWorthAskingAgain(first)) return first;
  const second = await askOnce(
    { ...request, mutations: missing },
    { refused: first.rejected, asked: request.mutations },
    deps,
  );
  const more = second.mutations.filter((mutation) => !first.mutations.some((other) => isAlike(mutation, other)));
  return {
    diagnosis: first.diagnosis === '' ? second.diagnosis : first.diagnosis,
    mutations: [...first.mutations, ...more],
    rejected: [...first.rejected, ...second.rejected],
  };
}

function isWorthAskingAgain({ mutations, rejected }: Proposals): boolean {
  if (rejected.some(({ reason }) => reason.kind === 'unreadable')) return false;
  return mutations.length === 0 || rejected.some(({ reason }) => reason.kind === 'quotes-row');
}

async function askOnce(
  request: ProposalRequest,
  { refused, asked }: { readonly refused: readonly Rejected[]; readonly asked: number },
  { model, guard, signal, onUnusable }: ProposalDeps,
): Promise<Proposals> {
  const subject = subjectOf(request, refused);
  const reply = await askTrainModel(mutateRulesInstruction(subject), subject, {
    model,
    settings: { temperature: request.temperature, seed: deriveSeed(request.seed, asked) },
    signal,
    onUnusable,
  });
  if (!reply.ok) return { diagnosis: '', mutations: [], rejected: [unreadable(request, reply.error)] };
  const judged = reply.value.mutations.map((proposal, index) =>
    judge(proposal, { request, guard, newId: () => request.newRuleId(asked + index + 1) }),
  );
  return {
    diagnosis: reply.value.diagnosis,
    mutations: judged.flatMap((each) => ('mutation' in each ? [each.mutation] : [])),
    rejected: judged.flatMap((each) => ('rejected' in each ? [each.rejected] : [])),
  };
}

type Judged = { readonly mutation: RuleMutation } | { readonly rejected: Rejected };

interface Against {
  readonly request: ProposalRequest;
  readonly guard: MemorisingGuard;
  readonly newId: () => string;
}

function judge(proposal: NumberedRuleMutation, { request, guard, newId }: Against): Judged {
  const { rulebook, mistake } = request;
  const { label } = proposal;
  const target = rulebook.labels.find((each) => each.label === label) ?? { label, rules: [] };
  const reject = (text: string, reason: RejectReason): Judged => ({
    rejected: { text, label, row: mistake.row, reason },
  });

  if (proposal.action === 'add') {
    const refusal = refusalOf(proposal.text, { target, request, guard, was: '' });
    if (refusal !== null) return reject(proposal.text, refusal);
    return { mutation: { kind: 'add', label, rule: { id: newId(), text: proposal.text } } };
  }
  const rule = target.rules[proposal.n - 1];
  if (rule === undefined) throw new Error(`Rule ${proposal.n} of ${label} was read from a reply without being there.`);
  const { id: ruleId, text: was } = rule;
  if (proposal.action === 'delete') {
    return target.rules.length === 1
      ? reject(was, { kind: 'last-rule' })
      : { mutation: { kind: 'delete', label, ruleId, was } };
  }
  const refusal = refusalOf(proposal.text, { target, request, guard, was });
  if (refusal !== null) return reject(proposal.text, refusal);
  return { mutation: { kind: 'edit', label, ruleId, was, text: proposal.text } };
}

interface Wording extends Omit<Against, 'newId'> {
  readonly target: LabelRules;
  /** The wording before an edit: what it had in common with the row is not new. */
  readonly was: string;
}

function refusalOf(text: string, { target, request, guard, was }: Wording): RejectReason | null {
  if (target.rules.some((rule) => normalised(rule.text) === normalised(text))) return { kind: 'already-there' };
  const shared = guard.sharedWith(text, request.mistake.fields, was);
  return shared === null ? null : { kind: 'quotes-row', shared };
}

function subjectOf(request: ProposalRequest, refused: readonly Rejected[]): MutateRulesSubject {
  const { rulebook, mistake, reason, mutations, truncateWords } = request;
  return {
    task: rulebook.task,
    labels: numberedRules(rulebook),
    row: truncateFields(mistake.fields, truncateWords),
    golden: mistake.golden,
    predicted: mistake.predicted,
    followed: followedRule(rulebook, mistake),
    reason,
    mutations,
    refused: refused.map((each) => ({ text: each.text, why: refusalWords(each.reason) })),
  };
}

function followedRule(
  { labels }: Rulebook,
  { predicted, ruleId }: ProposalRequest['mistake'],
): MutateRulesSubject['followed'] {
  const rules = labels.find(({ label }) => label === predicted)?.rules ?? [];
  const index = rules.findIndex(({ id }) => id === ruleId);
  return index === -1 ? null : { label: predicted, n: index + 1 };
}

function unreadable({ mistake }: ProposalRequest, why: string): Rejected {
  return { text: '', label: mistake.golden, row: mistake.row, reason: { kind: 'unreadable', why } };
}

function isAlike(a: RuleMutation, b: RuleMutation): boolean {
  if (a.kind === 'add' && b.kind === 'add')
    return a.label === b.label && normalised(a.rule.text) === normalised(b.rule.text);
  return JSON.stringify(a) === JSON.stringify(b);
}

function normalised(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
