import { describe, expect, it } from 'vitest';
import { blankForm, ofKind, readCustomModel } from './custom-model-form';

const filled = {
  ...blankForm,
  id: ' my-model-q4f16_1 ',
  weightsUrl: 'http://localhost:9000/my-model/ ',
  libraryUrl: 'http://localhost:9000/my-model.wasm',
};

describe('readCustomModel', () => {
  it('reads a model from any host, without the spaces that came along', () => {
    const read = readCustomModel({ ...filled, contextTokens: 2048, needsF16: true }, []);
    expect(read).toMatchObject({
      ok: true,
      value: {
        id: 'my-model-q4f16_1',
        origin: {
          kind: 'custom',
          weightsUrl: 'http://localhost:9000/my-model/',
          libraryUrl: 'http://localhost:9000/my-model.wasm',
        },
        contextTokens: 2048,
        requiredFeatures: ['shader-f16'],
      },
    });
  });

  it('keeps which kind of model it is', () => {
    expect(readCustomModel(filled, [])).toMatchObject({ ok: true, value: { kind: 'chat', contextTokens: 4096 } });
    const embedding = { ...filled, ...ofKind(filled, 'embedding') };
    expect(readCustomModel(embedding, [])).toMatchObject({
      ok: true,
      value: { kind: 'embedding', contextTokens: 512 },
    });
  });

  it('says of every field what is wrong, at once', () => {
    const read = readCustomModel(blankForm, []);
    expect(read.ok ? {} : read.error).toEqual({
      id: expect.stringContaining('needs an id'),
      weightsUrl: expect.stringContaining('missing'),
      libraryUrl: expect.stringContaining('missing'),
    });
  });

  it('refuses an id that is taken, and what is no address of a folder', () => {
    expect(readCustomModel(filled, ['My-Model-q4f16_1'])).toMatchObject({
      ok: false,
      error: { id: expect.anything() },
    });
    const wrong = {
      ...filled,
      weightsUrl: 'http://localhost:9000/my-model?download=true',
      libraryUrl: 'my-model.wasm',
    };
    expect(readCustomModel(wrong, [])).toMatchObject({
      ok: false,
      error: {
        weightsUrl: expect.stringContaining('after “?”'),
        libraryUrl: expect.stringContaining('no web address'),
      },
    });
  });
});

describe('ofKind', () => {
  it('leaves a context that the author chose', () => {
    expect(ofKind({ ...blankForm, contextTokens: 8192 }, 'embedding')).toEqual({
      kind: 'embedding',
      contextTokens: 8192,
    });
  });

  it('takes what is usual back with the kind', () => {
    expect(ofKind({ ...blankForm, ...ofKind(blankForm, 'embedding') }, 'chat')).toEqual({
      kind: 'chat',
      contextTokens: 4096,
    });
  });
});
