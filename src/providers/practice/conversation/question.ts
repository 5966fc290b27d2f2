import { messageStems } from '../../../core/adherence/condition';
import { contentWords } from '../../../core/constitution/content-words';
import { openingCue } from '../../../core/conversation/chat';
import { type PromptTurn, textOf } from '../../../core/model/model-prompt';

/** What was said to the bot. Nothing in it is an order: it is compared with what the bot knows, and no more. */
export interface Question {
  readonly kind:
    | 'opening'
    | 'greeting'
    | 'thanks'
    | 'goodbye'
    | 'who'
    | 'overview'
    | 'more'
    | 'question'
    | 'request'
    | 'statement';
  /** Stems of its own, those that any message may have left out. */
  readonly stems: readonly string[];
  /** Of the message that it follows up ("and on Sundays?"); empty where it stands by itself. */
  readonly topic: readonly string[];
  /** The words of its own, as they were written, by stem. */
  readonly words: ReadonlyMap<string, string>;
}

/** The user's messages, oldest first, without the cue that nobody said. */
export function messagesOf(conversation: readonly PromptTurn[]): readonly string[] {
  const said = conversation.filter(({ role }) => role === 'user').map(({ parts }) => textOf(parts));
  return said[0] === openingCue ? said.slice(1) : said;
}

export function questionIn(messages: readonly string[]): Question {
  const text = messages.at(-1);
  if (text === undefined) return { kind: 'opening', stems: [], topic: [], words: new Map() };
  const stems = tellingStems(text);
  const words = writtenWords(text.slice(0, longestRead));
  const isFollowing = followsUp(text, stems);
  const topic = isFollowing ? topicBefore(messages.slice(0, -1)) : [];
  return { kind: kindOf(text, { stems, topic }), stems, topic, words };
}

const longestRead = 4000;

/** As they were typed: names keep their capitals. */
function writtenWords(text: string): ReadonlyMap<string, string> {
  const small = text.toLowerCase();
  const typed = (word: string): string => {
    const at = small.length === text.length ? small.indexOf(word) : -1;
    return at === -1 ? word : text.slice(at, at + word.length);
  };
  return new Map(
    [...contentWords(text).values()].flatMap((word) => messageStems(word).map((stem) => [stem, typed(word)])),
  );
}

function kindOf(text: string, { stems, topic }: Pick<Question, 'stems' | 'topic'>): Question['kind'] {
  const first = kinds.find(([, pattern]) => pattern.test(text.trim()));
  if (first !== undefined && (stems.length === 0 || first[0] === 'who')) return first[0];
  if (orders.test(text)) return 'request';
  if (stems.length > 0) return asks.test(text.trim()) ? 'question' : 'statement';
  if (!asks.test(text.trim())) return 'statement';
  return topic.length > 0 ? 'question' : 'overview';
}

const kinds: readonly (readonly [Question['kind'], RegExp])[] = [
  ['who', /\bwho (?:are|am i talking to)\b|\bwhat(?: is|['’]s) your name\b|\bwhat are you\b|\bintroduce yourself\b/i],
  ['goodbye', /\b(?:good)?bye\b|^\W*see you\b/i],
  ['thanks', /^\W*(?:many |ok(?:ay)?,? |great,? )*thank(?:s| you)\b/i],
  ['greeting', /^\W*(?:hello|hi|hey|good (?:morning|afternoon|evening|day))\b/i],
  ['more', /\b(?:more|else|another|go on|continue|further)\b/i],
];

const asks =
  /[?؟？]|^(?:who|what|when|where|which|why|how|is|are|do|does|did|can|could|may|will|would|should|and|tell|show|explain|describe|list|name|please)\b/i;

/** What asks for more than an answer. */
const orders =
  /^\W*(?:please |now |just |from now on,? |you (?:must|should|will) )*(?:ignore|forget|disregard|pretend|act|play|write|compose|translate|say|repeat|sing|speak|talk|print|reveal|calculate|draw|make|stop|be|use)\b/i;

const generic = new Set(
  messageStems(
    'tell told know known want wants like love help really maybe think wonder explain describe see visit come go going went get there time ' +
      'today hello hi hey good morning afternoon evening day thank thanks goodbye bye okay ok yes no not else further continue question ' +
      'questions ask something anything thing things interesting new now back let see one',
  ),
);

function tellingStems(text: string): readonly string[] {
  return messageStems(text).filter((stem) => !generic.has(stem));
}

function followsUp(text: string, stems: readonly string[]): boolean {
  if (/^\W*(?:and|but|or|so|then|(?:what|how) about)\b/i.test(text)) return true;
  return stems.length === 0 || (stems.length < 3 && pointing.test(text));
}

const pointing = /\b(?:it|its|they|them|their|that|those|these|there|he|she|him|her|one)\b/i;

/** What was spoken of: by the nearest message that says so itself, and what that one followed up. */
function topicBefore(messages: readonly string[]): readonly string[] {
  const topic: string[] = [];
  for (const text of messages.slice(-5).toReversed()) {
    const stems = tellingStems(text);
    topic.push(...stems);
    if (stems.length > 0 && !followsUp(text, stems)) break;
  }
  return [...new Set(topic)];
}
