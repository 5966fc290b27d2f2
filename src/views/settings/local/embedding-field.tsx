import { type LocalView, selectKnownModels } from '../../../store/local/local-selectors';
import { Select } from '../../ui/select';
import { useActions } from '../../use-studio';
import { embeddingOptions } from './embedding-options';

/** What local chat models compare texts with. */
export function EmbeddingField({ view }: { readonly view: LocalView }) {
  const { local } = useActions();
  const chosenId = view.settings.local.embeddingModel;
  return (
    <Select
      label="Embedding model"
      hint="Compares texts for experts, beside a local chat model. A labeler that is trained keeps the one it was trained with."
      value={chosenId}
      options={embeddingOptions({ known: selectKnownModels(view), stored: view.local.stored, chosenId })}
      onPick={(id) => local.setEmbeddingModel(id)}
    />
  );
}
