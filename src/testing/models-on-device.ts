import type { LocalModel, StoredModel } from '../core/local/local-model';
import type { ModelFiles } from '../core/local/model-files';

/** Files of local models, held in memory; `reads` counts how often files were read. */
export interface FilesOnDevice extends ModelFiles {
  readonly reads: string[];
}

export function filesOnDevice(
  given: readonly { readonly stored: StoredModel; readonly contents: Readonly<Record<string, string>> }[] = [],
): FilesOnDevice {
  const records = new Map(given.map(({ stored }) => [stored.model.id, stored]));
  const blobs = new Map(
    given.flatMap(({ stored, contents }) =>
      Object.entries(contents).map(([path, text]) => [`${stored.model.id}/${path}`, new Blob([text])] as const),
    ),
  );
  const reads: string[] = [];
  return {
    reads,
    stored: async () => [...records.values()],
    find: async (id) => records.get(id) ?? null,
    async keep(stored) {
      records.set(stored.model.id, stored);
    },
    async read({ model }, path) {
      reads.push(path);
      return blobs.get(`${model.id}/${path}`) ?? null;
    },
    async write({ model }, path, bytes) {
      const parts: Uint8Array<ArrayBuffer>[] = [];
      for await (const part of bytes) parts.push(Uint8Array.from(part));
      blobs.set(`${model.id}/${path}`, new Blob(parts));
    },
    async removeFile({ model }, path) {
      blobs.delete(`${model.id}/${path}`);
    },
    async remove(id) {
      records.delete(id);
    },
  };
}

/** A model whose record says that these files are all there. */
export function modelOnDevice(
  model: Partial<LocalModel> & Pick<LocalModel, 'id'>,
  contents: Readonly<Record<string, string>>,
): { readonly stored: StoredModel; readonly contents: Readonly<Record<string, string>> } {
  const whole: LocalModel = {
    kind: 'chat',
    origin: { kind: 'custom', weightsUrl: 'https://models.example/m', libraryUrl: 'https://models.example/m.wasm' },
    contextTokens: 2000,
    memoryBytes: null,
    requiredFeatures: [],
    bufferBytes: null,
    lowResource: false,
    packageManifest: null,
    ...model,
  };
  const files = Object.entries(contents).map(([path, text]) => ({
    path,
    bytes: new Blob([text]).size,
    md5: null,
    sha256: null,
    done: true,
  }));
  return { stored: { model: whole, backend: 'opfs', files, state: 'ready', at: '2026-11-21T09:00:00.000Z' }, contents };
}

/** As MLC writes it for Gemma: no place for a system turn. */
export const gemmaChatConfig = {
  model_type: 'gemma3_text',
  tokenizer_files: ['tokenizer.json'],
  context_window_size: 8192,
  sliding_window_size: -1,
  conv_template: {
    ...convTemplate({ name: 'gemma_instruction', user: '<start_of_turn>user', model: '<start_of_turn>model' }),
    system_template: '{system_message}',
    system_message: '',
    seps: ['<end_of_turn>\n'],
    system_prefix_token_ids: [2],
  },
};

/** The same for Qwen3, which has one. */
export const qwenChatConfig = {
  model_type: 'qwen3',
  tokenizer_files: ['tokenizer.json'],
  conv_template: {
    ...convTemplate({ name: 'chatml', user: '<|im_start|>user', model: '<|im_start|>assistant' }),
    system_template: '<|im_start|>system\n{system_message}<|im_end|>\n',
    system_message: 'A helpful assistant.',
    seps: ['<|im_end|>\n'],
  },
};

function convTemplate({ name, user, model }: { readonly name: string; readonly user: string; readonly model: string }) {
  return {
    name,
    roles: { user, assistant: model },
    role_templates: { user: '{user_message}', assistant: '{assistant_message}' },
    role_content_sep: '\n',
    role_empty_sep: '\n',
  };
}
