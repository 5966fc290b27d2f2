import { askedNow } from '../../core/adherence/condition';
import { judgeByRules } from '../../core/adherence/verdict';
import { conditionIn } from '../../core/constitution/read-condition';
import type { Subjects } from '../../core/instructions/task';
import { textOf } from '../../core/model/model-prompt';
import { withoutEnd } from '../../core/text-ends';

/** Each principle as one question: what it demands is read from its own words, and not from these. */
export function makeChecks({ principles }: Subjects['make-checks']) {
  return {
    checks: principles.map(({ n, text }) => {
      const conditioned = conditionIn(text);
      return {
        principle: n,
        applies: conditioned === null ? 'Does this hold for every response?' : `Is it so: ${conditioned.when.trigger}?`,
        questions: [`Does the response do this: ${withoutEnd((conditioned?.then ?? text).trim(), '.!?')}?`],
      };
    }),
  };
}

/** Judges what the rules understand; of everything else it is unsure. A question that the author worded is none that they understand. */
export function checkResponse({ principles, conversation, response }: Subjects['check-response']) {
  const messages = (conversation ?? []).flatMap(({ role, parts }) => (role === 'user' ? [textOf(parts)] : []));
  const made = makeChecks({ principles }).checks;
  return {
    principles: principles.map(({ n, text, questions }, index) => {
      const asked = conversation === undefined && conditionIn(text) !== null ? undefined : askedNow(text, messages);
      if (asked === undefined) return { principle: n, applies: 'unsure', answers: [] };
      if (asked === null) return { principle: n, applies: 'no', answers: [] };
      const { verdict } = judgeByRules(asked, response);
      const answer = verdict === 'followed' ? 'yes' : verdict === 'not-followed' ? 'no' : 'unsure';
      const known = made[index]?.questions ?? [];
      const answers = questions.map((question) => ({
        quote: '',
        answer: known.includes(question) ? answer : 'unsure',
      }));
      return { principle: n, applies: 'yes', answers };
    }),
  };
}
