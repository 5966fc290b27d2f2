import { LocalModelError } from '../../core/local/local-model-error';
import { ModelError, type ModelErrorKind } from '../../core/model/model-error';
import { withoutEnd } from '../../core/text-ends';
import { UnreadableConfigError } from './chat-template';
import { EngineSilentError } from './silence';
import { MissingModelFileError } from './stored-caches';

/** What becomes of the engine after a failure. */
type EngineFate =
  /** The call was wrong, and the engine is not to blame. */
  | 'usable'
  /** Its state is unknown: the next call builds a new one. */
  | 'lost'
  /** Lost as well, in a way that a new one often gets over: after sleep, or when the GPU was needed elsewhere. */
  | 'rebuild';

export interface EngineFailure {
  readonly error: ModelError;
  readonly fate: EngineFate;
  /** The file that is missing or wrong, where the failure proves one. */
  readonly brokenFile?: string;
  /** The library is whole, and of another version of the engine: only another library heals that. */
  readonly otherLibrary?: true;
}

interface Failed {
  readonly id: string;
  readonly during: 'load' | 'call';
  /** Text that came before. */
  readonly partialText?: string;
}

/** Words for what WebLLM 0.2.79 to 0.2.86 throws. A ModelError is passed on as it is. */
export function engineFailure(thrown: unknown, failed: Failed): EngineFailure {
  if (thrown instanceof ModelError) return { error: thrown, fate: 'usable' };
  const { fate, brokenFile, otherLibrary, kind, message } = meaningOf(thrown, failed);
  const data = { kind, code: codeOf(thrown), message, partialText: failed.partialText ?? '' };
  return {
    error: new ModelError(data, { cause: thrown }),
    fate,
    ...(brokenFile === undefined ? {} : { brokenFile }),
    ...(otherLibrary === undefined ? {} : { otherLibrary }),
  };
}

/** What the engine computed is no number. */
export class NonsenseError extends Error {
  override readonly name = 'NonsenseError';
}

interface Meaning {
  readonly kind: ModelErrorKind;
  readonly fate: EngineFate;
  readonly message: string;
  readonly brokenFile?: string;
  readonly otherLibrary?: true;
}

function meaningOf(thrown: unknown, failed: Failed): Meaning {
  const { id, during } = failed;
  const loading = during === 'load';
  if (thrown instanceof MissingModelFileError) {
    const { path } = thrown.file;
    return damaged(path, `The file ${path} of the local model ${id} is not on this device.`);
  }
  if (thrown instanceof UnreadableConfigError) {
    return damaged(
      thrown.path,
      `The file ${thrown.path} of the local model ${id} is no configuration of a chat model.`,
    );
  }
  if (thrown instanceof LocalModelError) {
    return {
      kind: 'no-model',
      fate: 'lost',
      message: `The files of the local model ${id} could not be read. ${thrown.message}`,
    };
  }
  if (thrown instanceof EngineSilentError) {
    return device(
      'lost',
      `The local model ${id} was silent for ${Math.round(thrown.ms / 60_000)} minutes, so it was stopped. Run it again; if it stays silent, choose a smaller model in Settings.`,
    );
  }
  if (thrown instanceof NonsenseError) return device('lost', nonsense(id));
  const text = textOf(thrown);
  switch (codeOf(thrown)) {
    case 'LinkError':
      return otherVersion(id);
    case 'CompileError':
      return damaged('library.wasm', `The library of the local model ${id} is no WebAssembly, or is cut off.`);
    case 'ContextWindowSizeExceededError':
    case 'EmbeddingExceedContextWindowSizeError':
      return { kind: 'too-long', fate: 'usable', message: tooLongByEngine(id, text) };
    case 'ShaderF16SupportError':
      return device(
        'lost',
        `The local model ${id} needs 16-bit floats (shader-f16), which this GPU or browser does not offer. Choose its q4f32 twin in Settings, or another model.`,
      );
    case 'FeatureSupportError':
      return device(
        'lost',
        `The local model ${id} needs something of the GPU that this browser does not offer: ${featureIn(text)}. Choose another model in Settings.`,
      );
    case 'WebGPUNotAvailableError':
    case 'WebGPUNotFoundError':
      return device(
        'rebuild',
        'This browser offers no GPU to the app at the moment. After sleep, reload the page; else see Settings for how to switch WebGPU on, or choose another model.',
      );
    case 'DeviceLostError':
    case 'GPUOutOfMemoryError':
      return device('rebuild', outOfMemory(id));
    case 'ModelNotLoadedError':
    case 'SpecifiedModelNotFoundError':
    case 'WorkerEngineModelNotLoadedError':
      return device('rebuild', lostDevice(id));
    case 'ExitStatus':
    case 'RuntimeError':
      return loading
        ? device(
            'rebuild',
            `The local model ${id} could not be loaded: the engine gave up, as it does with a cut-off file or too little memory. Verify the model in Settings, close other tabs, or choose a smaller one.`,
          )
        : device('rebuild', lostDevice(id));
    case 'NetworkError':
    case 'IntegrityError':
      return {
        kind: 'no-model',
        fate: 'lost',
        message: `The local model ${id} could not be read whole from this device. Verify it in Settings, which fetches again what is broken.`,
      };
    case 'GrammarMatcherInitError':
    case 'InvalidResponseFormatGrammarError':
    case 'InvalidResponseFormatError':
      return {
        kind: 'bad-request',
        fate: 'usable',
        message: `The engine cannot keep the local model ${id} to the form asked of its reply. Run it again; if it fails again, reload the page, which starts the engine anew, or choose another model.`,
      };
    default:
      return byWords(text, failed);
  }
}

/** What has no name of its own. */
function byWords(text: string, { id, during }: Failed): Meaning {
  // As LinkError: a library whose imports the engine does not have at all.
  if (/WebAssembly.{0,400}Import #\d/.test(text)) return otherVersion(id);
  if (/failed to sample a valid token/i.test(text)) return device('lost', nonsense(id));
  if (/dynamically imported module|importing a module script|'add' on 'Cache'|failed to fetch/i.test(text)) {
    return {
      kind: 'unreachable',
      fate: 'lost',
      message: `The engine of local models could not be fetched. It is fetched once, so go online, reload the page and try again.`,
    };
  }
  if (/out of memory|allocation failed|invalid (typed )?array (buffer )?length/i.test(text)) {
    return device('rebuild', outOfMemory(id));
  }
  if (/device (was |is )?lost|lost device|gpu|webgpu|mapAsync|adapter/i.test(text))
    return device('rebuild', lostDevice(id));
  if (during === 'load') {
    return {
      kind: 'no-model',
      fate: 'lost',
      message: `The local model ${id} could not be loaded: ${firstLine(text)} Verify it in Settings, or choose another model.`,
    };
  }
  return {
    kind: 'internal',
    fate: 'rebuild',
    message: `The engine of the local model ${id} failed: ${firstLine(text)} Run it again; if it fails again, choose another model.`,
  };
}

function otherVersion(id: string): Meaning {
  return {
    kind: 'no-model',
    fate: 'lost',
    otherLibrary: true,
    message: `The library of the local model ${id} was compiled for another version of WebLLM than this app uses (0.2.86). Choose a model of the list in Settings, or give the address of a library for this version.`,
  };
}

function damaged(brokenFile: string, what: string): Meaning {
  return {
    kind: 'no-model',
    fate: 'lost',
    brokenFile,
    message: `${what} Download the model again in Settings: only what is missing is fetched.`,
  };
}

function device(fate: EngineFate, message: string): Meaning {
  return { kind: 'device', fate, message };
}

/** Also what the self-test says. */
export function nonsense(id: string): string {
  return `The local model ${id} computes nonsense on this GPU, so it is not used. Verify its files in Settings; if they are right, update the browser or the GPU's driver, or choose another model.`;
}

function lostDevice(id: string): string {
  return `The GPU was lost while the local model ${id} was at work: it may have run out of memory, slept, or been needed elsewhere. Run it again: the model is loaded anew. If it is lost again, choose a smaller model in Settings.`;
}

function outOfMemory(id: string): string {
  return `The GPU has too little memory free for the local model ${id}. Close other tabs and programs that use it, or choose a smaller model in Settings.`;
}

function tooLongByEngine(id: string, text: string): string {
  const [prompt, context] = text.match(/\d+/g) ?? [];
  const counts = prompt === undefined || context === undefined ? '' : ` (${prompt} tokens, of ${context} at most)`;
  return `This prompt is too long for the local model ${id}${counts}. Shorten it, or choose a model with a longer context.`;
}

function featureIn(text: string): string {
  return /feature ([\w-]+)/.exec(text)?.[1] ?? 'a feature';
}

/** The name that the engine gives its errors, those of its runtime included. */
function codeOf(thrown: unknown): string {
  const name = typeof thrown === 'object' && thrown !== null && 'name' in thrown ? thrown.name : undefined;
  return typeof name === 'string' && name !== '' ? name : 'UNKNOWN';
}

function textOf(thrown: unknown): string {
  if (thrown instanceof Error) return thrown.message;
  // The runtime of the engine throws strings and plain objects as well.
  const message = typeof thrown === 'object' && thrown !== null && 'message' in thrown ? thrown.message : thrown;
  return typeof message === 'string' ? message : 'It did not say why.';
}

function firstLine(text: string): string {
  const line = (text.split('\n')[0] ?? '').trim().slice(0, 200);
  return line === '' ? 'it did not say why.' : `${withoutEnd(line, '. \t')}.`;
}
