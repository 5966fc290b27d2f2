import { LocalModelError, type LocalModelErrorData } from '../../core/local/local-model-error';
import type { ErrorCodec } from '../rpc/protocol';

export const localModelErrors: ErrorCodec = {
  toData(error) {
    if (error instanceof LocalModelError) return error.data;
    const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return {
      kind: 'internal',
      message: `This failed by a fault of this app (${said}). Try it again; if it happens again, report it. Files that are whole are kept.`,
    } satisfies LocalModelErrorData;
  },
  fromData: (data) => new LocalModelError(data as LocalModelErrorData), // made above, at the other end
  unreadable: {
    kind: 'internal',
    message:
      'The page and the worker that keeps local models do not understand each other: they may be of different versions. Reload the page.',
  } satisfies LocalModelErrorData,
};
