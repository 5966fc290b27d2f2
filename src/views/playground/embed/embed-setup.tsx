import type { VectorCapabilities } from '../../../core/model/completion-capabilities';
import { completionCapabilitiesOf } from '../../../core/model/completion-capabilities-of';
import { type ModelRef, modelKey } from '../../../core/model/model-ref';
import { embedderOf } from '../../../store/playground/select-playground';
import type { ModelOption } from '../../shared/models/model-options';
import { listedIds } from '../../shared/models/use-listed-ids';
import { Select } from '../../ui/select';
import { useStudio } from '../../use-studio';
import { usePlayground, usePlaygroundActions, usePlaygroundWork } from '../use-playground';
import { embeddingOptions } from './embedding-options';
import { TakeAway } from './take-away';
import { TextsFields } from './texts-fields';
import { limitWords } from './vector-words';
import { VectorsSection } from './vectors-section';

/** What Embed is asked with: model, texts and images, how they become vectors. */
export function EmbedSetup() {
  const { setEmbed } = usePlaygroundActions();
  const { ref, honours } = useEmbedder();
  const options = useEmbeddingOptions(ref);
  return (
    <>
      <div className="grid gap-4 border-line border-b px-4 pt-1 pb-4">
        <Select
          label="Model"
          value={modelKey(ref)}
          options={options}
          hint={honours.embeds === true ? limitWords(honours) : honours.embeds}
          onPick={(key) => setEmbed({ model: options.find(({ value }) => value === key)?.ref ?? null })}
        />
        <TextsFields honours={honours} />
      </div>
      <VectorsSection honours={honours} />
      <TakeAway />
    </>
  );
}

/** Who turns the texts into vectors, and what it honours. */
function useEmbedder(): { readonly ref: ModelRef; readonly honours: VectorCapabilities } {
  const settings = useStudio((state) => state.settings);
  const chosen = usePlaygroundWork(({ embed }) => embed.model);
  const ref = embedderOf(chosen, settings);
  const program = usePlayground((state) => state.program);
  return { ref, honours: completionCapabilitiesOf(ref, program).vectors };
}

function useEmbeddingOptions(held: ModelRef): readonly ModelOption[] {
  const settings = useStudio((state) => state.settings);
  const stored = useStudio((state) => state.local.stored);
  const listed = useStudio((state) => state.services.server.models);
  return embeddingOptions({ settings, stored, listed: listedIds(listed), held });
}
