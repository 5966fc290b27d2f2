import { textOf } from '../model/model-prompt';
import type { CritiqueQuestion, Exchange, RevisionQuestion } from './task';

/*
 * How an exchange, a critique and a revision stand in a prompt. Published constitutions have examples for this layout, in which each part
 * has a heading; examples and questions are laid out by the same functions, so that they never differ.
 */

export type Heading = 'Critique' | 'Revision' | 'CritiqueRequest' | 'RevisionRequest';

export function critiqueQuestion({ exchange, critiqueRequest }: CritiqueQuestion): string {
  return parts(said(exchange), '---', headed('CritiqueRequest', critiqueRequest));
}

export function revisionQuestion({ critique, revisionRequest, ...question }: RevisionQuestion): string {
  return parts(
    critiqueQuestion(question),
    ...(critique === undefined ? [] : [headed('Critique', inItsPlace(critique))]),
    '---',
    headed('RevisionRequest', revisionRequest),
  );
}

/** A text under its heading, whether it brings that along or not. */
export function headed(heading: Heading, text: string): string {
  return `${heading}: ${withoutHeading(heading, text)}`;
}

/** The text without this heading at its beginning. It goes once: the same word further on belongs to the text. */
export function withoutHeading(heading: Heading, text: string): string {
  const found = headings[heading].exec(text);
  return found === null ? text : text.slice(found[0].length);
}

/** Models like to print a heading in bold type, and to go on in the next line. */
const headings = {
  Critique: /^\s*(?:\*\*Critique:\*\*|\*\*Critique\*\*:|Critique:)\s*/i,
  Revision: /^\s*(?:\*\*Revision:\*\*|\*\*Revision\*\*:|Revision:)\s*/i,
  CritiqueRequest: /^\s*CritiqueRequest:\s*/i,
  RevisionRequest: /^\s*RevisionRequest:\s*/i,
} satisfies Record<Heading, RegExp>;

function said({ system, conversation, answer }: Exchange): string {
  const turns = conversation.map(
    ({ role, parts: text }) => `${role === 'user' ? 'Human' : 'Assistant'}: ${inItsPlace(textOf(text))}`,
  );
  return parts(
    ...(system === '' ? [] : [`System: ${inItsPlace(system)}`]),
    ...turns,
    `Assistant: ${inItsPlace(answer)}`,
  );
}

/** A request in the text of a prompt or of an answer is moved from the beginning of its line, so that nobody takes it for ours. */
function inItsPlace(text: string): string {
  return text.replace(/(?<=[\n\r\u2028\u2029])(?=(?:CritiqueRequest|RevisionRequest):)/gi, ' ');
}

function parts(...all: readonly string[]): string {
  return all.join('\n\n');
}
