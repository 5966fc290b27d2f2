import { ok } from '../result';
import type { TextInstruction } from './stage-instruction';

/** The first answer to a prompt, which is sent as it is. */
export const answerPromptInstruction: TextInstruction<'answer-prompt'> = {
  purpose: 'answer-prompt',
  render: ({ system, conversation }) => (system === '' ? { turns: conversation } : { system, turns: conversation }),
  parse: ok,
};
