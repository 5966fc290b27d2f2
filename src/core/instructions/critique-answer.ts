import * as z from 'zod/mini';
import { err, ok } from '../result';
import { critiqueQuestion, headed, withoutHeading } from './exchange';
import { fieldSoFar } from './field-so-far';
import type { Instruction } from './instruction';
import { textOrNone } from './loose-fields';
import { readJson } from './read-json';
import { withExamples } from './stage-instruction';
import type { CritiqueQuestion } from './task';

export interface AnswerCritique {
  readonly hasProblem: boolean;
  /** Without its heading; empty only where there is no problem. */
  readonly critique: string;
}

/** Small models answer a question of yes and no with a truth value. */
const replySchema = z.object({ critique: textOrNone, problem: z.union([z.string(), z.boolean()]) });

export const critiqueAnswerInstruction: Instruction<'critique-answer', AnswerCritique> = {
  purpose: 'critique-answer',
  name: 'critique',
  cache: 'fresh',
  schema: {
    type: 'object',
    properties: {
      critique: { type: 'string', description: 'What the request asks for, beginning with "Critique:".' },
      problem: { type: 'string', enum: ['yes', 'no'], description: 'Whether there is something to improve.' },
    },
    required: ['critique', 'problem'],
  },
  render({ system, examples, ...question }) {
    const shown = examples.map(({ critique, ...example }) => ({
      question: asked(example),
      answer: JSON.stringify({ critique: headed('Critique', critique), problem: 'yes' }),
    }));
    return withExamples(system, shown, asked(question));
  },
  parse(text) {
    const reply = readJson(text, replySchema);
    if (!reply.ok) return reply;
    const { problem } = reply.value;
    const word = typeof problem === 'string' ? problem.trim().toLowerCase() : problem ? 'yes' : 'no';
    if (word !== 'yes' && word !== 'no') return err('In the reply, "problem" is neither "yes" nor "no".');
    const critique = withoutHeading('Critique', reply.value.critique).trim();
    if (word === 'yes' && critique === '') return err('In the reply, "problem" is "yes" and "critique" names none.');
    return ok({ hasProblem: word === 'yes', critique });
  },
};

/** What a reply says before it was cut, or as far as it has come. */
export function critiqueSoFar(reply: string): string {
  return withoutHeading('Critique', fieldSoFar(reply, 'critique')).trim();
}

function asked(question: CritiqueQuestion): string {
  return `${critiqueQuestion(question)}\n\n${form}`;
}

const form =
  'Answer with JSON: {"critique":"Critique: …","problem":"yes"}. "problem" is "no" where the request finds nothing in the last answer that ought to be better.';
