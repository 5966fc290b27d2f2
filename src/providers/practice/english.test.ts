import { describe, expect, it } from 'vitest';
import {
  asSentence,
  baseVerb,
  contentStems,
  fromGerund,
  gerund,
  plural,
  sentencesOf,
  stem,
  withArticle,
  wordsOf,
} from './english';
import { topicOf } from './respond/topic';

describe('English', () => {
  it('counts words without the marks of a list', () => {
    expect(wordsOf("1. Don't **stop**.\n- Well-known, 2.5 kg")).toEqual(["Don't", 'stop', 'Well-known', '2.5', 'kg']);
  });

  it('finds sentences across lines and quotes', () => {
    expect(sentencesOf('One. "Two?" Three 2.5 kg!\n- Four')).toEqual(['One.', '"Two?"', 'Three 2.5 kg!', 'Four']);
  });

  it('brings forms of a word together', () => {
    for (const [one, other] of [
      ['tools', 'tool'],
      ['mentioned', 'mention'],
      ['naming', 'name'],
      ['boxes', 'box'],
      ['stories', 'story'],
      ['cutting', 'cut'],
    ] as const)
      expect(stem(one)).toBe(stem(other));
    expect(contentStems('Do not mention the prices.')).toEqual(['mention', 'pric']);
  });

  it('changes verbs and nouns', () => {
    expect(['uses', 'tries', 'is', 'mixes', 'passes'].map(baseVerb)).toEqual(['use', 'try', 'be', 'mix', 'pass']);
    expect(['boil', 'use', 'run', 'tie', 'see'].map(gerund)).toEqual([
      'boiling',
      'using',
      'running',
      'tying',
      'seeing',
    ]);
    expect(['using', 'asking', 'getting', 'making'].map(fromGerund)).toEqual(['use', 'ask', 'get', 'make']);
    expect(['use', 'story', 'box', 'people'].map(plural)).toEqual(['uses', 'stories', 'boxes', 'people']);
  });

  it('chooses a or an by the sound', () => {
    expect(['apple', 'brick', 'hour', 'user', 'umbrella', 'one-way street'].map(withArticle)).toEqual([
      'an apple',
      'a brick',
      'an hour',
      'a user',
      'an umbrella',
      'a one-way street',
    ]);
  });

  it('makes a sentence of a phrase', () => {
    expect(asSentence('  mention the  price, ')).toBe('Mention the price.');
  });
});

describe('A topic', () => {
  it.each([
    ['paper clip', 'the paper clip', 'it'],
    ['an empty jam jar', 'the empty jam jar', 'it'],
    ['old umbrellas', 'old umbrellas', 'them'],
    ['the Tern 18 rucksack', 'the Tern 18 rucksack', 'it'],
    ['Ada Lovelace', 'Ada Lovelace', 'it'],
    ['USB cable', 'the USB cable', 'it'],
    ['learning Spanish', 'learning Spanish', 'it'],
    ['photosynthesis', 'photosynthesis', 'it'],
    ['my tax return', 'your tax return', 'it'],
    ['wedding', 'the wedding', 'it'],
  ] as const)('"%s" is spoken of as "%s" and "%s"', (phrase, the, it_) => {
    expect(topicOf(phrase)).toMatchObject({ the, it: it_ });
  });
});
