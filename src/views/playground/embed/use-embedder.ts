import type { VectorCapabilities } from '../../../core/model/completion-capabilities';
import { completionCapabilitiesOf } from '../../../core/model/completion-capabilities-of';
import type { ModelRef } from '../../../core/model/model-ref';
import { embedderOf } from '../../../store/playground/select-playground';
import type { ModelOption } from '../../shared/models/model-options';
import { listedIds } from '../../shared/models/use-listed-ids';
import { useStudio } from '../../use-studio';
import { usePlayground, usePlaygroundWork } from '../use-playground';
import { embeddingOptions } from './embedding-options';

/** Who turns the texts into vectors, and what it honours. */
export function useEmbedder(): { readonly ref: ModelRef; readonly honours: VectorCapabilities } {
  const settings = useStudio((state) => state.settings);
  const chosen = usePlaygroundWork(({ embed }) => embed.model);
  const ref = embedderOf(chosen, settings);
  const program = usePlayground((state) => state.program);
  return { ref, honours: completionCapabilitiesOf(ref, program).vectors };
}

export function useEmbeddingOptions(held: ModelRef): readonly ModelOption[] {
  const settings = useStudio((state) => state.settings);
  const stored = useStudio((state) => state.local.stored);
  const listed = useStudio((state) => state.services.server.models);
  return embeddingOptions({ settings, stored, listed: listedIds(listed), held });
}
