import { ModelError } from '../core/model/model-error';
import type { alignmentOperations } from './alignment-operations';

export type AlignmentOperations = typeof alignmentOperations;

/** Fetched at the first use: a visit that gives no feedback, and every first load, goes without. Throws ModelError. */
export async function loadAlignment(): Promise<AlignmentOperations> {
  try {
    return (await import('./alignment-operations')).alignmentOperations;
  } catch (cause) {
    throw new ModelError(
      {
        kind: 'unreachable',
        code: 'CODE_NOT_LOADED',
        message:
          'The part of this app that works with feedback could not be loaded. Check the connection and try again; if that does not help, reload the page.',
      },
      { cause },
    );
  }
}
