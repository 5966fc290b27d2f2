import { userPrompt } from '../model/model-prompt';
import type { Instruction } from './instruction';
import { material, numbered, sections } from './material';
import { promptEditor, readWholePrompt, variableRule, wholePromptSchema } from './whole-prompt';

export const foldPrinciplesInstruction: Instruction<'fold-principles', string> = {
  purpose: 'fold-principles',
  name: 'folded_prompt',
  cache: 'fresh',
  schema: wholePromptSchema,
  render({ preamble, variables, principles }) {
    return userPrompt(
      sections(
        'This is a prompt:',
        material('preamble', preamble),
        'These principles are sent with it:',
        material('principles', numbered(principles)),
        'Rewrite the prompt so that it says all of this by itself, without a list of principles.',
        `- Every principle is carried, none is weakened, and nothing is added that neither the prompt nor a principle says.
- Where a principle changes an instruction of the prompt, the principle wins and the old instruction goes. Leave every other instruction as it is, in its words.
- Put what belongs together side by side; keep the author's voice, language, order and line breaks.
${variableRule(variables)}
- Text in double braces, such as {{this}}, stays in double braces.`,
        'Answer with JSON: {"prompt":"…"}.',
      ),
      promptEditor,
    );
  },
  parse: readWholePrompt,
};
