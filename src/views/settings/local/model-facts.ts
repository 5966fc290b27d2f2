import { type LocalModel, type StoredModel, totalBytes } from '../../../core/local/local-model';
import { sizeWords } from '../../../core/local/size-words';
import { whole } from '../../shared/counted';

/** Exact once the model's lists were read. Before that its weights are known to be a part of the memory that it takes. */
export function downloadWords(model: LocalModel, stored: StoredModel | undefined): string {
  const total = stored === undefined ? null : totalBytes(stored);
  if (total !== null) return sizeWords(total);
  return model.memoryBytes === null ? 'Not known' : `under ${sizeWords(model.memoryBytes)}`;
}

export function memoryWords({ memoryBytes }: LocalModel): string {
  return memoryBytes === null ? 'Not known' : sizeWords(memoryBytes);
}

/** `context 4,096` */
export function contextWords({ contextTokens }: LocalModel): string {
  return `context ${whole(contextTokens)}`;
}

export function originWords({ origin }: LocalModel): string | null {
  switch (origin.kind) {
    case 'prebuilt':
      return null;
    case 'custom':
      return 'custom';
    case 'folder':
      return 'from a folder';
  }
}
