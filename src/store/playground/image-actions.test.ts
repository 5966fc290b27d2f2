import { describe, expect, it } from 'vitest';
import type { ImagesPort, ReadImage } from '../../core/playground/images/images-port';
import { blankPlaygroundWork } from '../../core/playground/playground-work';
import { err, ok } from '../../core/result';
import { openStudio } from '../../testing/open-studio';
import { scriptedLabeler } from '../../testing/scripted-labeler';

const prompt = { task: 'prompt', place: 1 } as const;

describe('images of the Playground', () => {
  it('stand in the prompt where they were put, and are kept once', async () => {
    const { playground, work } = await open();
    await playground.attachImage(photo('a.png'), prompt);
    await playground.attachImage(photo('a.png'), { task: 'embed', place: 0 });
    expect(work().prompt.parts).toEqual([text(''), { type: 'image', sha256: 'a.png' }, text('')]);
    expect(work().embed.images).toEqual(['a.png']);
    expect(Object.keys(work().images)).toEqual(['a.png']);
  });

  it('are read one after the other', async () => {
    const { playground, asked, work } = await open();
    const both = [photo('a.png'), photo('b.png')].map((file, at) =>
      playground.attachImage(file, { task: 'embed', place: at }),
    );
    await Promise.all(both);
    expect(asked.map(({ underWay }) => underWay)).toEqual([1, 1]);
    expect(work().embed.images).toEqual(['a.png', 'b.png']);
  });

  it('in private mode no image address is fetched', async () => {
    const { playground, asked, actions } = await open();
    actions.settings.updateSettings({ privateMode: true });
    await playground.attachImage('https://example.org/a.png', prompt);
    expect(asked.map(({ request: { source, privateMode } }) => [source, privateMode])).toEqual([
      [{ kind: 'address', address: 'https://example.org/a.png' }, true],
    ]);
  });

  it('are refused with the reason, and the prompt stays as it was', async () => {
    const { playground, state, work } = await open({ read: async () => err('This is an SVG.') });
    await playground.attachImage(photo('a.svg'), prompt);
    expect(state().playground.attaching).toEqual({ status: 'refused', name: 'a.svg', message: 'This is an SVG.' });
    expect(work().prompt.parts).toEqual(blankPlaygroundWork.prompt.parts);
  });

  it('go when nothing has them any more', async () => {
    const { playground, work } = await open();
    await playground.attachImage(photo('a.png'), prompt);
    playground.removeImage(prompt);
    await Promise.resolve();
    expect([work().prompt.parts, work().images]).toEqual([[text('')], {}]);
  });

  it('are cropped in every place of the set-up, or it is said why not', async () => {
    const { playground, work } = await open({
      crop: async (image, { size }) =>
        size > 100
          ? err('outside')
          : ok({ sha256: `${size} of ${image.name}`, image: { ...image, width: size, height: size } }),
    });
    await playground.attachImage(photo('a.png'), prompt);
    expect(await playground.cropImage('a.png', { x: 0, y: 0, size: 101 })).toBe('outside');
    expect(await playground.cropImage('a.png', { x: 0, y: 0, size: 50 })).toBeNull();
    expect(work().prompt.parts[1]).toEqual({ type: 'image', sha256: '50 of a.png' });
    expect(Object.keys(work().images)).toEqual(['50 of a.png']);
  });

  it('are read again with “Send original”, as they were attached', async () => {
    const { playground, asked, work } = await open();
    await playground.attachImage(photo('a.png'), prompt);
    await playground.setSendOriginal(true);
    expect(asked.map(({ request }) => request.original)).toEqual([false, true]);
    expect(work().prompt.parts[1]).toEqual({ type: 'image', sha256: 'original a.png' });
    expect(Object.keys(work().images)).toEqual(['original a.png']);
  });
});

const text = (words: string) => ({ type: 'text', text: words });

function photo(name: string): File {
  return new File(['bytes'], name);
}

/** Keeps every image by its name. */
async function open(given: Partial<ImagesPort> = {}) {
  const asked: { readonly request: ReadImage; readonly underWay: number }[] = [];
  let underWay = 0;
  const images: ImagesPort = {
    async read(request) {
      underWay++;
      asked.push({ request, underWay });
      await Promise.resolve();
      underWay--;
      const { source } = request;
      const name = source.kind === 'file' ? source.name : source.address;
      const image = { name, mimeType: 'image/png', data: '', width: 100, height: 80 };
      return ok({ sha256: request.original ? `original ${name}` : name, image });
    },
    crop: async () => err('Nothing is cropped here.'),
    ...given,
  };
  await import('./create-playground-actions');
  const { actions, state } = await openStudio({
    loadImages: async () => images,
    loadWork: async () =>
      scriptedLabeler({ table: () => Promise.reject(new Error('No table is read here.')) as never }),
  });
  const work = () => state().project.playground ?? blankPlaygroundWork;
  return { actions, state, playground: actions.playground, asked, work };
}
