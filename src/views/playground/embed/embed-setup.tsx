import { modelKey } from '../../../core/model/model-ref';
import { Select } from '../../ui/select';
import { usePlaygroundActions } from '../use-playground';
import { TakeAway } from './take-away';
import { TextsFields } from './texts-fields';
import { useEmbedder, useEmbeddingOptions } from './use-embedder';
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
