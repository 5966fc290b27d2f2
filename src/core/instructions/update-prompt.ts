import { userPrompt } from '../model/model-prompt';
import { feedbackOnRun } from './feedback-words';
import type { Instruction } from './instruction';
import { material, sections } from './material';
import { promptEditor, readWholePrompt, variableRule, wholePromptSchema } from './whole-prompt';

export const updatePromptInstruction: Instruction<'update-prompt', string> = {
  purpose: 'update-prompt',
  name: 'updated_prompt',
  cache: 'fresh',
  schema: wholePromptSchema,
  render({ preamble, variables, ...run }) {
    return userPrompt(
      sections(
        'This prompt is a template; names in braces are filled in for each run:',
        material('preamble', preamble),
        feedbackOnRun(run),
        'Change the template so that responses to it would please the author in this respect.',
        `- Change as little as that takes: every instruction that the feedback does not touch stays as it is, in its words.
- What you write is general: it applies to any input, and names nothing that occurs in this input or this response only.
${variableRule(variables)}
- Text in double braces, such as {{this}}, stays in double braces.`,
        'Answer with JSON: {"prompt":"…"}.',
      ),
      promptEditor,
    );
  },
  parse: readWholePrompt,
};
