import { err, ok } from '../result';
import { headed, revisionQuestion, withoutHeading } from './exchange';
import { type TextInstruction, withExamples } from './stage-instruction';

export const reviseAnswerInstruction: TextInstruction<'revise-answer'> = {
  purpose: 'revise-answer',
  render({ system, examples, ...question }) {
    const shown = examples.map(({ revision, ...example }) => ({
      question: revisionQuestion(example),
      answer: headed('Revision', revision),
    }));
    return withExamples(system, shown, revisionQuestion(question));
  },
  parse(text) {
    const revision = withoutHeading('Revision', text);
    return revision.trim() === '' ? err('The revision is empty.') : ok(revision);
  },
};
