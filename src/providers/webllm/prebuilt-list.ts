import type { ModelRecord } from '@mlc-ai/web-llm';
import type { LocalModel } from '../../core/local/local-model';

/**
 * WebLLM's own list as it is kept in `src/core/local/prebuilt-models.json`, so that the page knows it without the library. A record that
 * says neither itself nor by a correction how long its context is throws.
 */
export function prebuiltModels(records: readonly ModelRecord[]): readonly LocalModel[] {
  return records.map((record) => {
    const contextTokens = correctionsOf(record.model_id).contextTokens ?? record.overrides?.context_window_size;
    if (contextTokens === undefined)
      throw new Error(
        `Expected a context_window_size of "${record.model_id}", found none. Add a correction with its source.`,
      );
    return { ...asListed(record), ...correctionsOf(record.model_id), contextTokens };
  });
}

/** What the list leaves out. */
export interface Correction {
  readonly ids: RegExp;
  readonly change: Partial<Pick<LocalModel, 'requiredFeatures' | 'bufferBytes' | 'contextTokens'>>;
  readonly why: string;
}

/**
 * The engine binds the embedding table as one storage buffer: vocabulary × hidden size, half a byte each. The list counts it in this way
 * for gemma-2b (256 000 × 2048 / 2) and gemma-4-E2B (262 144 × 1536 / 2), and says nothing of the Gemmas between them.
 */
const tableWhy = 'The embedding table is bound whole; the list says so of other Gemmas, and not of this one.';

export const corrections: readonly Correction[] = [
  {
    ids: /-q\df16(_\d)?-/,
    change: { requiredFeatures: ['shader-f16'] },
    why: 'Every f16 library computes in 16 bits ("any models that are q4f16_1 cannot be run without shader-f16", WebLLM issue 255); a third of the records does not say so.',
  },
  { ids: /^gemma-2-2b-/, change: { bufferBytes: (256_000 * 2304) / 2 }, why: tableWhy },
  { ids: /^gemma-2-9b-/, change: { bufferBytes: (256_000 * 3584) / 2 }, why: tableWhy },
  { ids: /^gemma3-1b-/, change: { bufferBytes: (262_144 * 1152) / 2 }, why: tableWhy },
  {
    ids: /^snowflake-arctic-embed-/,
    change: { contextTokens: 512 },
    why: 'Its library is compiled for 512 tokens, as its name (ctx512) says; the record says nothing.',
  },
];

export function asListed(record: ModelRecord): Omit<LocalModel, 'contextTokens'> {
  const { model, model_id, model_lib, vram_required_MB } = record;
  return {
    id: model_id,
    // `ModelType.embedding`; the enumeration itself would bring the library along.
    kind: record.model_type === 1 ? 'embedding' : 'chat',
    origin: { kind: 'prebuilt', weightsUrl: model, libraryUrl: model_lib },
    // WebLLM's own tool divides by 1024 × 1024 (utils/vram_requirements), whatever it calls the unit.
    memoryBytes: vram_required_MB === undefined ? null : Math.round(vram_required_MB * 1024 * 1024),
    requiredFeatures: record.required_features ?? [],
    bufferBytes: record.buffer_size_required_bytes ?? null,
    lowResource: record.low_resource_required === true,
    packageManifest: record.model_manifest ?? null,
  };
}

function correctionsOf(id: string): Correction['change'] {
  return Object.assign({}, ...corrections.filter(({ ids }) => ids.test(id)).map(({ change }) => change));
}
