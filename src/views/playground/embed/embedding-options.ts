import { type StoredModel, storedBytes } from '../../../core/local/local-model';
import {
  localModel,
  type ModelRef,
  modelKey,
  modelName,
  practiceModel,
  staysOnDevice,
} from '../../../core/model/model-ref';
import type { DeviceSettings } from '../../../core/project/device-settings';
import type { ModelOption } from '../../shared/models/model-options';

interface EmbeddingOffer {
  readonly settings: Pick<DeviceSettings, 'privateMode' | 'gemini' | 'server' | 'local'>;
  /** Null before anybody looked. */
  readonly stored: readonly StoredModel[] | null;
  /** What the server listed. */
  readonly listed: readonly string[];
  readonly held: ModelRef;
}

const geminiEmbedders = ['gemini-embedding-001', 'gemini-embedding-2'];

/** Models that turn texts into vectors: practice, Gemini's two, local ones, and whatever the server has, which alone knows which embed. */
export function embeddingOptions({ settings, stored, listed, held }: EmbeddingOffer): readonly ModelOption[] {
  const { server, local, gemini } = settings;
  const locals = (stored ?? []).filter((kept) => kept.model.kind === 'embedding' && storedBytes(kept) > 0);
  const servers = server.address === '' ? [] : [server.embeddingModel, server.model, ...listed];
  const refs: readonly ModelRef[] = [
    practiceModel,
    ...(gemini.address === '' ? [] : geminiEmbedders.map((id) => ({ provider: 'gemini', id }) as const)),
    ...[local.embeddingModel, ...locals.map(({ model }) => model.id)].map(localModel),
    ...servers.filter((id) => id !== '').map((id) => ({ provider: 'server', id }) as const),
    held,
  ];
  const byKey = new Map(refs.map((ref) => [modelKey(ref), ref]));
  return [...byKey].map(([value, ref]) => {
    const why = whyNot(ref, { settings, stored });
    return { value, label: why === null ? modelName(ref) : `${modelName(ref)} (${why})`, ref, disabled: why !== null };
  });
}

function whyNot(
  ref: ModelRef,
  { settings: { privateMode, server }, stored }: Pick<EmbeddingOffer, 'settings' | 'stored'>,
): string | null {
  if (privateMode && !staysOnDevice(ref)) return 'would leave this device';
  if (ref.provider === 'server' && server.address === '') return 'needs a server URL';
  if (ref.provider !== 'webllm' || stored === null) return null;
  const kept = stored.find(({ model }) => model.id === ref.id);
  if (kept === undefined) return 'not downloaded';
  return kept.state === 'ready' ? null : 'not downloaded to the end';
}
