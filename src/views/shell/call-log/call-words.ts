import type { Purpose } from '../../../core/instructions/task';
import type { CallOutcome, CallRecord } from '../../../core/model/call-record';
import { cutByApp } from '../../../core/model/greatest-reply';
import { type Finish, totalTokens, type Usage } from '../../../core/model/reply';
import { own } from '../../../core/own';
import { counted, whole } from '../../shared/counted';
import { outcomeWords } from '../../shared/failure/outcome-words';
import type { IconName } from '../../ui/icon-paths';

export const purposeWords: Readonly<Record<LoggedPurpose, string>> = {
  respond: 'Response',
  'suggest-rationales': 'Rationales',
  'propose-mutation': 'Feedback to principle',
  'fold-principles': 'Fold principles',
  'update-prompt': 'Update prompt',
  'judge-case': 'Judge a case',
  'make-checks': 'Checks of principles',
  'check-response': 'Check response',
  'rewrite-response': 'Rewrite until followed',
  'play-user': 'Played user',
  'find-conflicts': 'Look for contradictions',
  'merge-principles': 'Merge principles',
  'answer-prompt': 'Answer to a prompt',
  'critique-answer': 'Critique of an answer',
  'revise-answer': 'Revision of an answer',
  'compare-answers': 'Comparison of answers',
  'pair-from-principle': 'Principle to requests',
  'first-rule': 'First rules',
  classify: 'Label a row',
  'mutate-rules': 'Mistake to rule',
  'test-connection': 'Connection test',
  complete: 'Completion',
  evaluate: 'Score of a text',
};

/** The Playground asks by no instruction of ours, and no rules answer it. */
export type LoggedPurpose = Purpose | 'complete' | 'evaluate';

/** A purpose that no words are known of is called by its own name. */
export function purposeName(purpose: string): string {
  return own<string>(purposeWords, purpose) ?? purpose;
}

export interface OutcomeMark {
  readonly word: string;
  /** The service's own word; empty where there is none. */
  readonly code: string;
  readonly tone: 'good' | 'warn' | 'bad' | 'faint';
  readonly icon: IconName;
}

export function outcomeMark(outcome: CallOutcome): OutcomeMark {
  switch (outcome.status) {
    case 'running':
      return { word: 'Running', code: '', tone: 'faint', icon: 'clock' };
    case 'answered':
      return outcome.cached
        ? { word: 'Answered from cache', code: outcome.finish.code, tone: 'good', icon: 'check' }
        : answeredMark(outcome.finish);
    case 'failed': {
      const { title, code } = outcomeWords(outcome.error);
      return { word: title, code, tone: 'bad', icon: 'x' };
    }
    case 'cancelled':
      return { word: 'Cancelled', code: '', tone: 'faint', icon: 'block' };
  }
}

function answeredMark({ kind, code }: Finish): OutcomeMark {
  switch (kind) {
    case 'stop':
      return { word: 'Answered', code, tone: 'good', icon: 'check' };
    case 'length':
      return {
        word: code === cutByApp.code ? 'Answered, then cut: too long' : 'Answered up to the token limit',
        code,
        tone: 'warn',
        icon: 'warn',
      };
    case 'other':
      return { word: 'Answered, then ended early by the service', code, tone: 'warn', icon: 'warn' };
  }
}

/** What the call cost; undefined while it runs and where the service did not say. */
export function usageOf({ outcome }: CallRecord): Usage | undefined {
  switch (outcome.status) {
    case 'answered':
      return outcome.usage;
    case 'failed':
      return outcome.error.usage;
    case 'running':
    case 'cancelled':
      return undefined;
  }
}

/** What a call cost in all, and what of it was thinking; `about` where the service did not count. */
export function tokenWords(usage: Usage): string {
  const thinking = usage.thoughtTokens > 0 ? ` (${whole(usage.thoughtTokens)} thinking)` : '';
  return `${usage.estimated ? 'about ' : ''}${counted(totalTokens(usage), 'token')}${thinking}`;
}

/** `97 tokens in, 61 out, 40 thinking tokens`; estimates say so. */
export function usageWords({ inputTokens, outputTokens, thoughtTokens, estimated }: Usage): string {
  const thoughts = thoughtTokens > 0 ? `, ${counted(thoughtTokens, 'thinking token')}` : '';
  return `${estimated ? 'about ' : ''}${counted(inputTokens, 'token')} in, ${outputTokens} out${thoughts}`;
}

/** The form that was asked of the reply, letter by letter; null where any text will do. */
export function replyFormat({
  reply,
}: Pick<CallRecord, 'reply'>): { readonly title: string; readonly text: string } | null {
  switch (reply.type) {
    case 'text':
      return null;
    case 'choice':
      return { title: 'Reply format: one of these', text: reply.options.join('\n') };
    case 'json':
      return { title: `Reply format: ${reply.name}`, text: JSON.stringify(reply.schema, null, 2) };
  }
}

/** Of each option of a choice, in the order of the request: `A 97.3%`. Empty where the model did not tell. */
export function choiceText({ reply, outcome }: Pick<CallRecord, 'reply' | 'outcome'>): string {
  if (reply.type !== 'choice' || outcome.status !== 'answered') return '';
  const { choice = [] } = outcome;
  return choice.map((share, place) => `${reply.options[place] ?? '?'} ${(share * 100).toFixed(1)}%`).join('\n');
}

/** What the Playground asked beside sampling: `echo`, `minTokens 5`. */
export function completionWords({ completion = {} }: Pick<CallRecord, 'completion'>): readonly string[] {
  return Object.entries(completion).flatMap(([name, value]) => {
    if (value === undefined) return [];
    return [value === true ? name : `${name} ${JSON.stringify(value)}`];
  });
}

/** What came back, whole or in part. */
export function replyText({ outcome }: CallRecord): string {
  switch (outcome.status) {
    case 'running':
      return '';
    case 'answered':
      return outcome.text;
    case 'failed':
      return outcome.error.partialText;
    case 'cancelled':
      return outcome.partialText;
  }
}
