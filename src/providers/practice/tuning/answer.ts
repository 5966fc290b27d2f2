import { merged, read } from '../../../core/adherence/rules';
import type { AnswerPromptSubject } from '../../../core/instructions/task';
import { deriveSeed } from '../../../core/random';
import { contentOf } from '../content';
import { knowledgeOf } from '../conversation/knowledge';
import { messagesOf, questionIn } from '../conversation/question';
import { ranked } from '../conversation/ranked';
import type { Frame } from '../frames';
import { laidOut } from '../layout';
import { respond } from '../respond';
import { lastMessage, listOf, subjectsOf } from './words';

/**
 * Says what the system message says of the matter, and answers by the rules for lists and summaries where these cover the prompt. Every other
 * prompt gets a plan for an answer, in its own words: it claims nothing about the world.
 */
export function answerPrompt(subject: AnswerPromptSubject, seed: number): string {
  const { system, conversation } = subject;
  const prompt = lastMessage(subject);
  const turn = deriveSeed(seed, prompt);
  const knowledge = knowledgeOf(system, '');
  const { orders } = knowledge;
  const asked = { instruction: prompt, principles: orders, values: {} };
  if (contentOf(asked, turn) !== null) return respond(asked, turn);
  const known = ranked(questionIn(messagesOf(conversation)), knowledge)
    .filter(({ sentence }) => !ofBot.test(sentence))
    .map(({ sentence }) => sentence);
  const words = subjectsOf(prompt);
  const told = known.length > 1 && turn % 2 === 0 ? known.slice(0, 2).toReversed() : known.slice(0, 1 + (turn % 2));
  const points = [...told, ...planned(words, turn)];
  const about = words.length === 0 ? 'it' : `“${words[turn % Math.min(2, words.length)]}”`;
  return laidOut({
    plan: merged(orders.map(read)),
    values: {},
    turn,
    content: {
      points: points.map((full): Frame => ({ full, short: full, example: '' })),
      // One point by itself is rare: there is nothing to improve in it.
      usual: told.length + Math.ceil(((turn >>> 2) % 12) / 3) + (told.length === 0 ? 1 : 0),
      list: false,
      isRanked: true,
      intro: () => '',
      questions: [questions[(turn >>> 4) % questions.length]?.replace('{it}', about) ?? '', `What of ${about}?`],
      noMore: 'That is all that can be planned.',
    },
  });
}

/** Who the bot is, and no fact that an answer could state. */
const ofBot = /^(?:I|You)\b/;

const questions = [
  'What do you know about {it} already?',
  'What would you try with {it} first?',
  'Where have you met {it} before?',
];

/** Longer by one sentence for each point that is taken. */
function planned(words: readonly string[], turn: number): readonly string[] {
  if (words.length === 0) return turnedBy(['Start from what is known, and write it down.', ...steps], turn);
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
