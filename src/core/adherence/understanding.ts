import type { Range } from './rules';
import { read } from './rules';

/** What can be read of a prompt without knowing what it is about. Absent: it says nothing of it that we can read. */
export interface Understanding {
  /** Names with the values that they were given. */
  readonly variables: readonly (readonly [name: string, value: string])[];
  /** What kind of text it asks for: `email`, as written. */
  readonly kind?: string;
  readonly format?: string;
  readonly length?: string;
  readonly audience?: string;
  readonly language?: string;
  readonly tone?: string;
}

interface UnderstoodPrompt {
  /** Variables filled in, principles not included. */
  readonly instruction: string;
  readonly principles: readonly string[];
  readonly values: Readonly<Record<string, string>>;
}

/** In characters: what is asked for stands at the start or at the end. */
const longestRead = 4000;

/** Reads what a prompt asks of the form of its answer. Values are material, and are not searched for orders. */
export function describeUnderstanding({ instruction, principles, values }: UnderstoodPrompt): Understanding {
  const material = Object.values(values).filter((value) => value.length > 20);
  const masked = material.reduce((text, value) => text.replaceAll(value, '…'), instruction);
  const orders = [masked, ...principles].join('\n');
  const text =
    orders.length <= longestRead ? orders : orders.slice(0, longestRead / 2) + orders.slice(-longestRead / 2);
  const plan = read(text);
  const entries = Object.entries({
    kind: kinds.exec(text)?.[0].toLowerCase(),
    format: plan.form === 'paragraph' ? 'one paragraph' : ((plan.form && `a ${plan.form}`) ?? formats.exec(text)?.[0]),
    length: lengthOf(plan) ?? lengths.exec(text)?.[0],
    audience: audienceOf(text, values),
    language: languages.exec(text)?.[1],
    tone: plan.tone,
  });
  return {
    variables: Object.entries(values).filter(([, value]) => value.trim() !== ''),
    ...Object.fromEntries(entries.filter(([, value]) => value !== undefined)),
  };
}

const kinds =
  /(?<!\p{L})(?:e-?mails?|letters?|poems?|haikus?|limericks?|sonnets?|stories|story|essays?|speech|songs?|dialogues?|tweets?|blog posts?|press release|recipes?|jokes?|slogans?|headlines?|cover letter|function|script|code|regular expression|sql|translation|gedichte?|briefe?|geschichten?|witze?|rede|correo|carta|poema|cuento|poème|lettre)(?!\p{L})/iu;
const formats =
  /(?<!\p{L})(?:json|csv|xml|yaml|html|markdown|tables?|tabelle|bullet points|stichpunkte\p{L}*)(?!\p{L})/iu;
const lengths =
  /(?<!\p{L})(?:(?:at most|at least|under|over|up to|about|exactly|in|genau|höchstens|mindestens|maximal|etwa|máximo|exactamente) )?(?:\d{1,5}|one|two|three|four|five|six|eight|ten|ein(?:em|en)?|zwei|drei|vier|fünf|zehn|dos|tres|cuatro|cinco) (?:short |kurzen? )?(?:words?|sentences?|lines?|paragraphs?|pages?|stanzas?|syllables|wörtern?|worten|sätzen?|satz|zeilen?|absätzen?|strophen|palabras|frases|líneas|mots|phrases)(?!\p{L})/iu;
const languages =
  /(?<!\p{L})(?:in|into|auf|ins|en|to) (english|german|french|spanish|italian|portuguese|dutch|polish|turkish|japanese|chinese|korean|arabic|russian|deutsch|englisch|französisch|spanisch|italienisch|español|inglés|français|anglais)(?!\p{L})/iu;

function lengthOf({ count, words, sentences }: ReturnType<typeof read>): string | undefined {
  const parts = [rangeWords(count, 'points'), rangeWords(sentences, 'sentences'), rangeWords(words, 'words')];
  const said = parts.filter((part) => part !== undefined);
  return said.length === 0 ? undefined : said.join(', ');
}

function rangeWords(range: Range | undefined, nouns: string): string | undefined {
  if (range === undefined) return undefined;
  const { min, max } = range;
  const noun = max === 1 ? nouns.slice(0, -1) : nouns;
  if (max === Number.POSITIVE_INFINITY) return `at least ${min} ${noun}`;
  if (min === 0) return `at most ${max} ${noun}`;
  return min === max ? `${min} ${noun}` : `${min} to ${max} ${noun}`;
}

const readers = /\b(?:readers?|audience|customers?|users?) (?:is|are|will be) ([^.\n]{2,80})/i;
const addressees =
  /(?<!\p{L})(?:to|for|an|für|para) ((?:my|our|a|an|the|children|beginners|experts|mein\p{L}*|unser\p{L}*|ein\p{L}*|mis?|un|una)(?: [\p{L}-]+){0,2}?)(?=[.,;:!?\n]|$| (?:about|that|who|which|in|on|asking|and|with|to|über|dass|und|mit|sobre|que|con) )/giu;

function audienceOf(text: string, values: UnderstoodPrompt['values']): string | undefined {
  const named = Object.entries(values).find(([name]) => /audience|reader|customer|recipient|user/i.test(name));
  if (named !== undefined && named[1].trim() !== '') return named[1].trim();
  const said = readers.exec(text)?.[1]?.trim();
  if (said !== undefined && said !== '…') return said;
  return [...text.matchAll(addressees)].map((match) => match[1] ?? '').find((name) => people.test(name));
}

/** "for a party" names no reader. */
const people =
  /(?:children|beginners|experts|child|kids?|son|daughter|mother|mum|mom|dad|father|parents?|gran\p{L}*|friends?|boss|manager|colleagues?|team|landlord|neighbou?rs?|teachers?|students?|pupils?|customers?|clients?|users?|doctor|patients?|buyers?|readers?|guests?|family|wife|husband|partner|professor|engineers?|developers?|lawyers?|audience|public|vermieter\p{L}*|chef\p{L}*|oma|opa|mutter|vater|eltern|freund\p{L}*|kolleg\p{L}*|lehrer\p{L}*|kind\p{L}*|nachbar\p{L}*|kund\p{L}*|amig\p{L}*|jef[ea]|madre|padre|profesor\p{L}*|niñ\p{L}*|clientes?)$/iu;
