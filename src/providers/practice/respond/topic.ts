import { capitalise, contentStems, gerund, isPlural, joinList, sentencesOf, withArticle, wordsOf } from '../english';

/** What a response is about, taken from the author's own words, in the forms that sentences need. */
export interface Topic {
  /** Without an article: "paper clip". */
  readonly name: string;
  /** As it is spoken of in a sentence: "the paper clip", "team meetings", "Python". */
  readonly the: string;
  readonly a: string;
  readonly it: 'it' | 'them';
  readonly plural: boolean;
  /** Something that is done, such as "learning Spanish". */
  readonly doing: boolean;
}

export interface Material {
  readonly topic: Topic;
  /** Short facts about the topic: the items of a value that is a list. */
  readonly facts: readonly string[];
  /** The longest value that is running text. */
  readonly text: string | null;
  readonly question: string | null;
}

type Values = Readonly<Record<string, string>>;

export function materialOf(instruction: string, values: Values): Material {
  const entries = Object.entries(values)
    .map(([name, value]) => ({ name, value: value.trim() }))
    .filter(({ value }) => value !== '');
  const texts = entries
    .filter(
      ({ name, value }) =>
        !isFacts(name, value) &&
        (sentencesOf(value).length > 1 || wordsOf(value).length > 14 || /\w \w.*[.!]$/.test(value)),
    )
    .map(({ value }) => value);
  const text = texts.toSorted((a, b) => b.length - a.length)[0] ?? quotedText(instruction);
  const question =
    entries.find(({ value }) => value !== text && /\?$/.test(value))?.value ??
    (entries.length === 0 ? /[^.!?\n]*\?/.exec(instruction)?.[0].trim() : undefined) ??
    null;
  const facts = entries
    .filter(({ name, value }) => isFacts(name, value))
    .flatMap(({ value }) => value.split(/\s*[,;\n]\s*/))
    .filter((fact) => fact !== '');
  const short = entries.filter(
    ({ name, value }) =>
      value !== text &&
      !isFacts(name, value) &&
      !/\?$/.test(value) &&
      wordsOf(value).length <= 9 &&
      !settings.test(name),
  );
  const named =
    short.find(({ name }) => /item|topic|product|subject|thing|object|theme|title|event|concept/i.test(name)) ??
    short[0];
  const phrase =
    named?.value ??
    phraseTopic(maskValues(instruction, values), phrases.slice(0, 1)) ??
    (question === null ? null : questionTopic(question)) ??
    (text === null ? null : keywordTopic(text)) ??
    phraseTopic(maskValues(instruction, values), phrases) ??
    (facts.length === 0 ? null : joinList(facts));
  return { topic: topicOf(phrase ?? 'this request'), facts, text, question };
}

/** The instruction without what long values say: they are material, not orders. */
export function maskValues(instruction: string, values: Values): string {
  return Object.values(values)
    .filter((value) => wordsOf(value).length > 4 || /[\n?]/.test(value))
    .toSorted((a, b) => b.length - a.length)
    .reduce((text, value) => text.replaceAll(value, '…'), instruction);
}

export function topicOf(phrase: string): Topic {
  const spoken = phrase
    .trim()
    .replace(/[.!?,;:]+$/, '')
    .replace(/\bmy\b/g, 'your')
    .replace(/\bour\b/g, 'your');
  const own = /^(?:the|your|his|her|their|this|these|those|that|each|every)\b/i.test(spoken);
  const name = spoken.replace(/^(?:an?|the|your|some)\s+/i, '');
  const plural = isPlural(name);
  const doing =
    /^\w{2,}ing\b/.test(name) &&
    !/^(?:wedding|building|meeting|painting|evening|morning|string|spring|ceiling|drawing|offering|thing|something|recording)/i.test(
      name,
    );
  const bare =
    own ||
    plural ||
    /^\p{Lu}\p{Ll}/u.test(name) ||
    uncountable.test(name.split(/\s+(?:of|for|in|with|from|to|on|at)\s/)[0] ?? name) ||
    doing;
  return {
    name,
    the: bare ? lowerArticle(spoken.replace(/^(?:an?|some)\s+/i, '')) : `the ${name}`,
    a: own || bare ? lowerArticle(spoken) : withArticle(name),
    it: plural ? 'them' : 'it',
    plural,
    doing,
  };
}

const settings =
  /audience|reader|tone|style|format|language|count|number|length|level|name$|^name|customer|person|people|user|days?$/i;
const uncountable =
  /(?:ness|ity|ism|ance|ence|health|sleep|music|water|work|sand|paper|time|money|energy|weather|education|communication|meditation|photosynthesis|gravity|information|advice|sleep|coffee|tea|bread|rain|light|ing|tion|autumn|summer|winter|history|science|art|love|nature|philosophy|software|news|recursion|politics|this|that|everything)$(?<!station|reception|presentation|question|position|option|collection|invention|exhibition|condition|election|auction|application|competition|celebration|vacation|wedding|building|meeting|painting|evening|morning|string|spring|ceiling|drawing|ring)/i;

function isFacts(name: string, value: string): boolean {
  const parts = value.split(/\s*[,;\n]\s*/);
  return (
    parts.length >= 2 &&
    parts.every((part) => wordsOf(part).length <= 8) &&
    (parts.length > 2 || /fact|feature|detail|point|note|ingredient/i.test(name)) &&
    !/[.?!]\s/.test(value)
  );
}

function quotedText(instruction: string): string | null {
  const after =
    /:\s*\n+([\s\S]+)$/.exec(instruction)?.[1]?.trim() ?? /[“"]([^”"]{60,})[”"]/.exec(instruction)?.[1] ?? '';
  return wordsOf(after).length > 14 ? after : null;
}

const nounPhrase =
  "((?:(?!(?:that|which|who|using|as|so|without|because|and|but|or else)\\b|in an? (?:table|list|paragraph|sentence)\\b|in (?:exactly|at|under|one|two|three|\\d|a (?:few|single|short))\\b|to (?:a|an|me|the)\\b|for (?:a|an|the|my) (?:child|beginner|friend|colleague))[\\p{L}\\p{N}'’-]+\\s?){1,7})";
const phrases = [
  `\\b(?:uses?|ideas?|tips?|names?|titles?|slogans?|questions?|reasons?|steps?|ways|pros and cons|pros|cons|benefits?|advantages|advice|description|story|poem|introduction|email|letter|message|post|advert)(?: \\w+){0,2}? (?:for|of|about|to)(?: the following(?: \\w+)?:)? ${nounPhrase}`,
  `\\babout ${nounPhrase}`,
  `\\b(?:explain|describe|summari[sz]e|discuss|introduce|advertise|promote|define|compare)(?: to (?:me|a \\w+|an \\w+))?(?: (?:how|what|why))? ${nounPhrase}`,
  `\\b(?:plan|create|design|organi[sz]e|compose|draft|compare) (?:me )?(?:an?|the|some|my)? ?${nounPhrase}`,
  `: *${nounPhrase}$`,
  `\\b(?:for|of|on) ${nounPhrase}`,
].map((source) => new RegExp(source, 'iu'));

function phraseTopic(instruction: string, patterns: readonly RegExp[]): string | null {
  const found = patterns
    .map((pattern) => pattern.exec(instruction)?.[1]?.trim())
    .find(
      (phrase) => phrase !== undefined && !/^(?:the )?(?:following|text|below|it|this|them|me|you|us)\b/i.test(phrase),
    );
  if (found === undefined) return null;
  const [first = '', ...rest] = found.split(' ');
  return new RegExp(`\\bways to ${first}\\b`, 'i').test(instruction) ||
    new RegExp(`\\b(?:steps|tips|how) to ${first}\\b`, 'i').test(instruction)
    ? [gerund(first), ...rest].join(' ')
    : found;
}

function questionTopic(question: string): string | null {
  const doing = /\bhow (?:do|can|should|to|would)\s+(?:i|you|we|one)?\s*([a-z]+)\b\s*(.*)\?/i.exec(question);
  if (doing?.[1] !== undefined && /\b(?:i|you|we|one|to)\s/i.test(question))
    return `${gerund(doing[1])} ${doing[2] ?? ''}`.trim();
  const cause = /\bwhy (?:is|are|do|does|did|was|were) ((?:the |an? |my )?\w+)/i.exec(question)?.[1];
  if (cause !== undefined) return cause;
  const being =
    /\b(?:what|who|where|why|when|which)\b.*?\b(?:is|are|does|do|did|was|were)\s+(?:the )?([^?]+?)(?: (?:mean|work|happen|do|so \w+))?\?/i.exec(
      question,
    )?.[1];
  if (being !== undefined) return being.split(' ').slice(0, 5).join(' ');
  const stems = new Set(contentStems(question));
  const word = wordsOf(question).findLast((candidate) => stems.has(contentStems(candidate)[0] ?? ''));
  return word ?? null;
}

/** The word that a text comes back to most often; one that is spoken of as "the" or "my" counts twice. */
function keywordTopic(text: string): string {
  const counts = new Map<string, { readonly word: string; readonly n: number }>();
  const spokenOf = [...text.matchAll(/\b(?:my|the|your|our) (\p{L}{4,})/giu)].map((match) => match[1] ?? '');
  for (const word of [...wordsOf(text), ...spokenOf]) {
    const [key] = contentStems(word);
    if (key !== undefined && word.length > 3)
      counts.set(key, {
        word: text.includes(word.toLowerCase()) ? word.toLowerCase() : word,
        n: (counts.get(key)?.n ?? 0) + 1,
      });
  }
  return [...counts.values()].toSorted((a, b) => b.n - a.n)[0]?.word ?? 'this text';
}

function lowerArticle(phrase: string): string {
  return phrase.replace(/^(?:The|A|An|Your)\b/, (article) => article.toLowerCase());
}

/** Puts the topic into a sentence frame: `{the}`, `{a}`, `{name}`, `{it}`, and verbs that agree: `{is}`, `{has}`, `{does}`, `{s}`. */
export function fillFrame(frame: string, { name, the, a, it, plural }: Topic): string {
  const forms: Readonly<Record<string, string>> = {
    name,
    the,
    The: capitalise(the),
    a,
    it,
    is: plural ? 'are' : 'is',
    has: plural ? 'have' : 'has',
    does: plural ? 'do' : 'does',
    s: plural ? '' : 's',
    Name: name.split(' ').map(capitalise).join(' '),
  };
  return frame.replace(/\{(\w+)\}/g, (hole, form: string) => forms[form] ?? hole);
}
