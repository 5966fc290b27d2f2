import { merged, read } from '../../../core/adherence/rules';
import type { AnswerPromptSubject } from '../../../core/instructions/task';
import { deriveSeed } from '../../../core/random';
import { contentOf } from '../content';
import { knowledgeOf } from '../conversation/knowledge';
import { replyInConversation } from '../conversation/reply';
import type { Frame } from '../frames';
import { laidOut } from '../layout';
import { respond } from '../respond';
import { lastMessage, listOf, subjectsOf } from './words';

/**
 * Answers from the facts of the system message where it has any, and by the rules for lists and summaries where these cover the prompt.
 * Every other prompt gets a plan for an answer, in its own words: it claims nothing about the world.
 */
export function answerPrompt(subject: AnswerPromptSubject, seed: number): string {
  const { system, conversation } = subject;
  const prompt = lastMessage(subject);
  const turn = deriveSeed(seed, prompt);
  const { facts, orders } = knowledgeOf(system, '');
  if (facts.length > 0)
    return replyInConversation({ instruction: system, principles: [], values: {}, conversation }, turn);
  const asked = { instruction: prompt, principles: orders, values: {} };
  if (contentOf(asked, turn) !== null) return respond(asked, turn);
  const plan = merged(orders.map(read));
  const [first = openings[0], ...rest] = planned(subjectsOf(prompt), turn);
  return laidOut({
    plan,
    values: {},
    turn,
    content: {
      points: [first, ...rest].map(frame),
      usual: 1 + (turn % 4),
      list: false,
      isRanked: true,
      intro: () => '',
      questions: ['Which step would you take first?', 'What comes first?'],
      noMore: 'That is all that can be planned.',
    },
  });
}

const openings = ['Start from what is known, and write it down.'] as const;

/** Longer by one sentence for each point that is taken. */
function planned(words: readonly string[], turn: number): readonly string[] {
  if (words.length === 0) return [...openings, ...turnedBy(steps, turn)];
  const [a = '', b = a] = words;
  const starts = [
    `It comes down to ${listOf(words.slice(0, 3))}.`,
    `Start from your own words: ${listOf(words.slice(0, 3))}.`,
    `Look at ${listOf(words.slice(0, 2))} before anything else.`,
  ];
  const own = [
    `Say in one sentence what “${a}” means to you.`,
    a === b ? `Keep to “${a}”.` : `See how “${a}” and “${b}” belong together.`,
  ];
  return [starts[turn % starts.length] ?? '', ...turnedBy([...own, ...steps], Math.floor(turn / starts.length))];
}

const steps = [
  'An example from everyday life shows more than a rule.',
  'Go on to the next step once the one before it is clear.',
  'Compare it with something that you have seen yourself.',
  'Where two explanations fit, try the one that needs fewer guesses.',
  'Write down what is still open, and look there next.',
];

function turnedBy<T>(items: readonly T[], turn: number): readonly T[] {
  const at = turn % items.length;
  return [...items.slice(at), ...items.slice(0, at)];
}

function frame(full: string): Frame {
  return { full, short: full, example: '' };
}
