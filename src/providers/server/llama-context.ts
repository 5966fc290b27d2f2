import { isRecord } from './content-parts';
import type { AskedModel } from './cut-text';
import { answerTo, jsonOf } from './send';

/** What one call of llama.cpp may hold, as it says it of itself; where it does not, it refuses what is too long. */
export async function contextOfLlama({
  connection,
  signal,
}: Pick<AskedModel, 'connection' | 'signal'>): Promise<number | undefined> {
  const answer = await answerTo(connection, { path: '/props', at: 'beside', signal });
  const props = answer?.ok === true ? await jsonOf(answer, signal) : undefined;
  const settings = isRecord(props) ? props.default_generation_settings : undefined;
  return isRecord(settings) && typeof settings.n_ctx === 'number' && settings.n_ctx > 0 ? settings.n_ctx : undefined;
}
