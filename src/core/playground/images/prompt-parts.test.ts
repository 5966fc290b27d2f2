import { describe, expect, it } from 'vitest';
import { blankPlaygroundWork, type PlaygroundPart } from '../playground-work';
import { splitAt, withImage, withImageReplaced, withoutPart, withUsedImages } from './prompt-parts';

const text = (words: string): PlaygroundPart => ({ type: 'text', text: words });
const image = (sha256: string): PlaygroundPart => ({ type: 'image', sha256 });

describe('an image in a prompt', () => {
  it('stands where the text was cut, and leaves room to type on either side', () => {
    const { parts, place } = splitAt([text('before after')], { place: 0, offset: 7 });
    expect(withImage(parts, place, 'a')).toEqual([text('before '), image('a'), text('after')]);
    expect(withImage([text('x')], 0, 'a')).toEqual([text(''), image('a'), text('x')]);
    expect(withImage([text('x')], 1, 'a')).toEqual([text('x'), image('a'), text('')]);
  });

  it('is followed by the next one without a text of neither', () => {
    expect(withImage([text(''), image('a'), text('')], 2, 'b')).toEqual([
      text(''),
      image('a'),
      text(''),
      image('b'),
      text(''),
    ]);
  });

  it('leaves one text behind when it is removed, to the byte', () => {
    expect(withoutPart([text('a '), image('x'), text(' b')], 1)).toEqual([text('a  b')]);
  });

  it('is replaced in every place of the set-up', () => {
    const before = {
      ...blankPlaygroundWork,
      prompt: { ...blankPlaygroundWork.prompt, parts: [image('a'), image('b'), image('a')] },
      embed: { ...blankPlaygroundWork.embed, images: ['b', 'a'] },
    };
    const after = withImageReplaced(before, 'a', 'c');
    expect(after.prompt.parts).toEqual([image('c'), image('b'), image('c')]);
    expect(after.embed.images).toEqual(['b', 'c']);
  });

  it('is kept as long as the set-up or a run has it', () => {
    const kept = { name: 'a.png', mimeType: 'image/png', data: '', width: 1, height: 1 };
    const run = {
      kind: 'embed',
      id: 'r',
      n: 1,
      at: '',
      model: { provider: 'practice' },
      tookMs: null,
      setup: { ...blankPlaygroundWork.embed, images: ['of-run'] },
      status: { status: 'finished' },
      done: 1,
      total: 1,
      failed: 0,
    } as const;
    const work = {
      ...blankPlaygroundWork,
      images: { shown: kept, 'of-run': kept, gone: kept },
      prompt: { ...blankPlaygroundWork.prompt, parts: [image('shown')] },
      runs: [run],
    };
    expect(Object.keys(withUsedImages(work).images)).toEqual(['shown', 'of-run']);
    expect(withUsedImages(withUsedImages(work))).toEqual(withUsedImages(work));
  });
});
