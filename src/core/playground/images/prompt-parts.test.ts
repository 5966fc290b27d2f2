import { describe, expect, it } from 'vitest';
import { blankPlaygroundWork, type PlaygroundPart } from '../playground-work';
import { withImage, withImageReplaced, withoutPart, withUsedImages } from './prompt-parts';

const text = (words: string): PlaygroundPart => ({ type: 'text', text: words });
const image = (sha256: string): PlaygroundPart => ({ type: 'image', sha256 });

describe('an image in a prompt', () => {
  it('stands where the caret was, and leaves room to type on either side', () => {
    expect(withImage([text('before after')], { place: 0, offset: 7 }, 'a')).toEqual([
      text('before '),
      image('a'),
      text('after'),
    ]);
    expect(withImage([text('x')], { place: 0, offset: 0 }, 'a')).toEqual([text(''), image('a'), text('x')]);
    expect(withImage([text('x')], { place: 1 }, 'a')).toEqual([text('x'), image('a'), text('')]);
    expect(withImage([], { place: 7, offset: 7 }, 'a')).toEqual([text(''), image('a'), text('')]);
  });

  it('is followed by the next one, with room between', () => {
    const one = withImage([text('ab')], { place: 0, offset: 1 }, 'x');
    expect(withImage(one, { place: 2, offset: 0 }, 'y')).toEqual([
      text('a'),
      image('x'),
      text(''),
      image('y'),
      text('b'),
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
