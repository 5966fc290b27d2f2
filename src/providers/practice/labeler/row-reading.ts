import { contentWords } from '../../../core/constitution/content-words';
import type { Field } from '../../../core/dataset/example';

/** What the practice model sees in a row: its text and the words in it that carry meaning, each by its stem. */
export interface RowReading {
  readonly text: string;
  readonly words: Words;
  readonly fields: readonly { readonly name: string; readonly words: Words }[];
}

/** Stem → word as it was first written, in lower case. */
export type Words = ReadonlyMap<string, string>;

export function readRow(fields: readonly Field[]): RowReading {
  const read = fields.map(({ name, text }) => ({ name, words: meaningfulWords(text) }));
  return {
    text: fields.map(({ text }) => text).join('\n'),
    words: new Map(read.flatMap(({ words }) => [...words])),
    fields: read,
  };
}

/** Content words without those that any message may have, whatever it is about. */
export function meaningfulWords(text: string): Words {
  return new Map([...contentWords(text)].filter(([, word]) => !everydayWords.has(word.replace('’', "'"))));
}

/** Words of a row that a rule may name: no numbers, no ids, no names. */
export function tellingWords(row: RowReading): Words {
  const names = new Set(
    row.text.match(/\b(?=\p{Lu})(?<![.!?:"“(\n]\s*|^\s*)\p{Lu}\p{Ll}[\p{L}'’]*/gu)?.map((name) => name.toLowerCase()),
  );
  return new Map([...row.words].filter(([, word]) => /^\p{L}{3,20}$/u.test(word) && !names.has(word)));
}

/** Whether a text repeats six words of a row in their order. */
export function quotes(text: string, row: RowReading): boolean {
  const [words, others] = [text, row.text].map(
    (each) => each.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? [],
  );
  const runs = (list: readonly string[] = []) => list.slice(5).map((_, at) => list.slice(at, at + 6).join(' '));
  const ofRow = new Set(runs(others));
  return runs(words).some((run) => ofRow.has(run));
}

/** What a rule calls the row: by the name of its only input, where that is a word. */
export function nounOf(fields: readonly Field[]): string {
  const [only, second] = fields;
  return second === undefined && only !== undefined && /^[A-Za-z]{3,15}$/.test(only.name)
    ? only.name.toLowerCase()
    : 'row';
}

const everydayWords = new Set(
  (
    'hello hi hey dear thanks thank thx cheers regards best kind kindly sorry welcome bye want wants wanted need needs needed like liked ' +
    'know knows knew known think thinks thought see sees saw seen look looks looking looked go goes going went gone come comes came take takes ' +
    'took tell tells told ask asks asked asking say says said speak speaks mean means meant seem seems try tries tried trying happen happens ' +
    'happened work works find found help helps thing things something anything nothing everything someone anyone everyone nobody people person ' +
    'way ways lot bit kind sort really quite pretty still already again yet now today yesterday tomorrow tonight morning afternoon evening ' +
    'night day days week weeks weekend month months year years time times minute minutes hour hours monday tuesday wednesday thursday friday ' +
    'saturday sunday january february march april june july august september october november december once twice first last next later ' +
    'soon ago since because though although however maybe perhaps actually basically anyway also even well good great nice fine okay yes no not ' +
    "don't doesn't didn't can't cannot couldn't won't wouldn't isn't aren't wasn't weren't i'm i've i'd i'll it's that's there's we're we've " +
    "you're you've they're let's here's what's who's whose either neither whatever whether without within along around across against " +
    'row rows message messages mention mentions mentioned name names named label labels count counts describe describes topic subject ' +
    'back away around never whole part able since long every'
  ).split(' '),
);
