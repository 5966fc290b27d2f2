import { ModelError, type ModelErrorData } from '../core/model/model-error';
import type { ErrorCodec } from './rpc/protocol';

/** Errors of whatever calls models, as they cross to whoever asked. */
export const modelErrors: ErrorCodec = {
  toData(error) {
    if (error instanceof ModelError) return error.data;
    const name = error instanceof Error ? error.name : 'UNKNOWN';
    const said = error instanceof Error ? error.message : String(error);
    // Of the storage: it was written for the author.
    if (name === 'StorageFullError') {
      const message = `${said} Delete projects, files or local models that you no longer need, then go on.`;
      return { kind: 'internal', code: name, message, partialText: '' };
    }
    if (name === 'StorageClosedError') return { kind: 'internal', code: name, message: said, partialText: '' };
    return {
      kind: 'internal',
      code: name,
      message: `This failed by a fault of the app (${name}: ${said}). Try again; if it happens again, report it.`,
      partialText: '',
    };
  },
  fromData: (data) => new ModelError(data as ModelErrorData), // made above, at the other end
  unreadable: {
    kind: 'internal',
    code: 'UNREADABLE_MESSAGE',
    message:
      'The page and its background workers do not understand each other: they may be of different versions. Reload the page.',
    partialText: '',
  } satisfies ModelErrorData,
};
