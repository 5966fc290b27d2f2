import { describe, expect, it } from 'vitest';
import { LocalModelError } from '../../core/local/local-model-error';
import { ModelError } from '../../core/model/model-error';
import { UnreadableConfigError } from './chat-template';
import { engineFailure } from './engine-errors';
import { EngineSilentError } from './silence';
import { MissingModelFileError } from './stored-caches';

const named = (name: string, message = 'no words') => Object.assign(new Error(message), { name });
const id = 'gemma';

describe('A failure of the engine', () => {
  it.each([
    ['load', named('LinkError'), 'no-model', 'lost', /another version of WebLLM/],
    ['load', new TypeError('WebAssembly.instantiate(): Import #0 "e"'), 'no-model', 'lost', /another version/],
    ['load', named('CompileError'), 'no-model', 'lost', /library.*Download/],
    ['load', new MissingModelFileError({ id, path: 'a.bin' }), 'no-model', 'lost', /a\.bin.*Download/],
    ['load', new UnreadableConfigError('mlc-chat-config.json'), 'no-model', 'lost', /mlc-chat-config\.json/],
    [
      'load',
      new LocalModelError({ kind: 'storage', message: 'The disk failed.' }),
      'no-model',
      'lost',
      /The disk failed/,
    ],
    ['load', named('NetworkError'), 'no-model', 'lost', /Verify/],
    ['load', named('ShaderF16SupportError'), 'device', 'lost', /shader-f16.*q4f32/],
    [
      'load',
      named('FeatureSupportError', 'This model requires feature subgroups, which'),
      'device',
      'lost',
      /subgroups/,
    ],
    ['load', named('WebGPUNotAvailableError'), 'device', 'rebuild', /reload the page/],
    ['load', named('DeviceLostError'), 'device', 'rebuild', /too little memory/],
    ['load', named('ExitStatus'), 'device', 'rebuild', /cut-off file or too little memory/],
    [
      'load',
      named('UnsupportedTokenizerFilesError', 'Cannot handle tokenizer files x'),
      'no-model',
      'lost',
      /tokenizer files x/,
    ],
    ['load', new RangeError('Array buffer allocation failed'), 'device', 'rebuild', /too little memory/],
    ['load', new TypeError('Failed to fetch dynamically imported module: x'), 'unreachable', 'lost', /go online/],
    [
      'call',
      named('ContextWindowSizeExceededError', 'number of prompt tokens: 5000; context window size: 4096'),
      'too-long',
      'usable',
      /5000 tokens, of 4096/,
    ],
    ['call', named('ExitStatus', 'exit(1)'), 'device', 'rebuild', /GPU was lost/],
    ['call', named('ModelNotLoadedError'), 'device', 'rebuild', /GPU was lost/],
    [
      'call',
      named('OperationError', 'Failed to execute mapAsync: A valid external Instance reference no longer exists'),
      'device',
      'rebuild',
      /GPU was lost/,
    ],
    ['call', new Error('InternalError: failed to sample a valid token.'), 'device', 'lost', /nonsense/],
    ['call', new EngineSilentError(300_000), 'device', 'lost', /silent for 5 minutes/],
    ['call', named('GrammarMatcherInitError'), 'bad-request', 'usable', /form asked/],
    ['call', 'a bare string', 'internal', 'rebuild', /a bare string/],
    ['call', { odd: true }, 'internal', 'rebuild', /did not say why/],
  ] as const)('while it is to %s, %s, is told as %s, and the engine is %s', (during, thrown, kind, fate, words) => {
    const failure = engineFailure(thrown, { id, during, partialText: 'So far' });

    expect(failure.error).toBeInstanceOf(ModelError);
    expect(failure.error.kind).toBe(kind);
    expect(failure.fate).toBe(fate);
    expect(failure.error.message).toMatch(words);
    expect(failure.error.message).toMatch(/^[A-Z].{20,}\.$/s);
    expect(failure.error.data.code).not.toBe('');
    expect(failure.error.data.partialText).toBe('So far');
  });

  it('is passed on when it has its words already', () => {
    const error = new ModelError({ kind: 'too-long', code: 'CONTEXT', message: 'Too long.' });
    expect(engineFailure(error, { id, during: 'call' })).toEqual({ error, fate: 'usable' });
  });

  it('names the file that it proves to be broken', () => {
    expect(engineFailure(named('CompileError'), { id, during: 'load' }).brokenFile).toBe('library.wasm');
    expect(engineFailure(named('ExitStatus'), { id, during: 'load' })).not.toHaveProperty('brokenFile');
  });
});
