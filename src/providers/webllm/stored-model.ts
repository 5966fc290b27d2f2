import type { StoredModel } from '../../core/local/local-model';
import type { ModelFiles } from '../../core/local/model-files';
import { ModelError } from '../../core/model/model-error';
import { isSameFile } from './file-names';

/** The record of a model whose files are all here. Throws ModelError `no-model`. */
export async function readyModel(
  files: ModelFiles,
  { id, kind }: { readonly id: string; readonly kind: StoredModel['model']['kind'] },
): Promise<StoredModel> {
  const stored = await files.find(id);
  if (stored === null)
    throw noModel('NOT_DOWNLOADED', `The local model ${id} is not on this device. ${download(kind)}`);
  if (stored.model.kind !== kind) {
    throw noModel(
      'OTHER_KIND',
      `The local model ${id} is ${article[stored.model.kind]} model, and ${article[kind]} model is asked for. Choose another one in Settings.`,
    );
  }
  switch (stored.state) {
    case 'ready':
      return stored;
    case 'partial':
      throw noModel(
        'PARTIAL',
        `The download of the local model ${id} is not finished. Go on with it in Settings: what has come is kept.`,
      );
    case 'damaged':
      throw noModel(
        'DAMAGED',
        `Some files of the local model ${id} are broken. Download it again in Settings: only those files are fetched.`,
      );
  }
}

const article = { chat: 'a chat', embedding: 'an embedding' } as const;

function download(kind: StoredModel['model']['kind']): string {
  return kind === 'chat'
    ? 'Download it in Settings, or choose another model.'
    : 'It compares texts for the local models; download it in Settings, or choose another model.';
}

function noModel(code: string, message: string): ModelError {
  return new ModelError({ kind: 'no-model', code, message });
}

/**
 * Paths of files that are gone or have another size than their list says. Cheap: no byte of them is read. What has the right size
 * and wrong bytes is found by Verify.
 */
export async function brokenFiles(files: ModelFiles, stored: StoredModel): Promise<readonly string[]> {
  const broken: string[] = [];
  for (const { path, bytes } of stored.files) {
    const blob = await files.read(stored, path);
    if (blob === null || (bytes !== null && blob.size !== bytes)) broken.push(path);
  }
  return broken;
}

/** From now on Settings offers to fetch these files again, and no call uses the model. */
export async function markDamaged(
  files: ModelFiles,
  { id, broken, at }: { readonly id: string; readonly broken: readonly string[]; readonly at: string },
): Promise<void> {
  const stored = await files.find(id);
  if (stored === null) return;
  const marked = stored.files.map((file) =>
    broken.some((path) => isSameFile(file.path, path)) ? { ...file, done: false } : file,
  );
  await files.keep({ ...stored, files: marked, state: 'damaged', at });
}
