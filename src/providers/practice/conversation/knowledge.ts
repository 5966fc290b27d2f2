import { messageStems } from '../../../core/adherence/condition';
import { asSentence, sentencesOf } from '../../../core/adherence/english';
import { contentWords, stemOf } from '../../../core/constitution/content-words';
import { startsAsOrder } from '../principle';
import { plainWords } from '../wording';

/** A description, read sentence by sentence. */
export interface Knowledge {
  /** Who the bot is, in its own words. */
  readonly self: readonly Known[];
  readonly facts: readonly Known[];
  /** What it is told to do. */
  readonly orders: readonly string[];
  /** Stems of what all of it is about: alone they answer nothing. */
  readonly topic: ReadonlySet<string>;
}

export interface Known {
  readonly sentence: string;
  readonly stems: ReadonlySet<string>;
  /** Stems of the words as they are written: of two sentences that mean the same, the one with the very word is nearer. */
  readonly written: ReadonlySet<string>;
  /** Its place in the description. */
  readonly at: number;
}

export function knowledgeOf(description: string, botName: string): Knowledge {
  const self: Known[] = [];
  const facts: Known[] = [];
  const orders: string[] = [];
  for (const [at, sentence] of sentencesOf(description.slice(0, longestRead)).slice(0, mostSentences).entries()) {
    if (isOrder(sentence)) orders.push(sentence);
    else if (isOfSelf.test(sentence)) self.push(known(inFirstPerson(sentence), at));
    else if (!sentence.endsWith(':')) facts.push(known(sentence, at));
  }
  const topic = new Set([...self.flatMap(({ stems }) => [...stems]), ...messageStems(botName)]);
  return { self, facts, orders, topic };
}

/** What there is to ask about, as the facts begin: "The café is on the roof" is about the café. */
export function subjectsIn(facts: readonly Known[]): readonly string[] {
  const names = facts.flatMap(({ sentence }) => subject.exec(sentence)?.[1] ?? colon.exec(sentence)?.[1] ?? []);
  const plain = names.map((name) => name.replace(/^\p{Lu}(?=\p{Ll}|\s)/u, (letter) => letter.toLowerCase()));
  return [...new Set(plain.map((name) => name.replace(/^an? /, 'the ')))];
}

/** In characters and sentences: each is compared with what is asked. */
const longestRead = 50_000;
const mostSentences = 400;

function known(sentence: string, at: number): Known {
  return {
    sentence: asSentence(sentence),
    stems: new Set(messageStems(sentence)),
    written: new Set(writtenStems(sentence)),
    at,
  };
}

/** Without what stands for the same thing. */
export function writtenStems(text: string): readonly string[] {
  return [...contentWords(text).values()].map(stemOf);
}

function isOrder(sentence: string): boolean {
  const plain = plainWords(sentence);
  return startsAsOrder(plain) || /^(?:when|if|once|unless)\b[^,]*\byou\b/i.test(plain) || told.test(plain);
}

const told = /\byou (?:should|must|may|might|need to|have to|never|always|only|do not|don't|are not|cannot)\b/i;
const isOfSelf =
  /^(?:you(?:['’]re| are)|your (?:name|job|task|role|aim|work)|you (?:work|guide|help|sell|love|like|know|speak|answer|talk|play|act|serve|run|keep|teach|advise))\b/i;

/** "You are Mila, and you help our visitors" → "I am Mila, and I help our visitors". */
function inFirstPerson(sentence: string): string {
  return sentence
    .replace(/\byou(?:['’]re| are)\b/gi, 'I am')
    .replace(/\byou were\b/gi, 'I was')
    .replace(/(^|[,;] |\b(?:and|but|that|when|if|who|what|because|as|so) )you\b/gi, '$1I')
    .replace(/\byou\b/gi, 'me')
    .replace(/\byour\b/gi, 'my')
    .replace(/\byours\b/gi, 'mine');
}

const verb =
  'is|are|was|were|has|have|had|can|costs?|opens?|closes?|shows?|starts?|begins?|stands?|lies|hangs?|weighs?|takes?|leaves?|holds?|comes?|runs?|sells?|ends?|dates?|belongs?|contains?|lasts?|tells?|enters?|gets?|pays?';
const subject = new RegExp(
  `^((?:(?:the|a|an|our) )?(?!(?:there|it|this|that|these|those|they|we|you|he|she|i|in|on|at|from|for|to)\\b)[\\p{L}-]+(?: [\\p{L}-]+){0,2}?) (?:${verb})\\b`,
  'iu',
);
const colon = /^([\p{L}-]+(?: [\p{L}-]+){0,2}): \S/u;
