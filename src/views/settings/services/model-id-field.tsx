import { useId, useState } from 'react';
import type { ModelErrorData } from '../../core/model/model-error';
import { outcomeWords } from '../shell/outcome-words';
import { Alert } from '../ui/alert';
import { Button } from '../ui/button';
import { TextInput } from '../ui/text-input';
import { useActions, useStudio } from '../use-studio';
import { afterPress } from './after-press';
import { followGeminiModel } from './model-options';
import { useListedIds } from './use-listed-ids';

/** Any id may be typed: the service knows models that its list does not show. */
export function GeminiModelField() {
  const settings = useStudio((state) => state.settings);
  const listing = useStudio((state) => state.geminiModels);
  const { updateSettings, updateGemini, refreshGeminiModels } = useActions();
  const [empty, setEmpty] = useState(false);
  const list = useId();
  const ids = useListedIds();
  const { model } = settings.gemini;

  function type(text: string) {
    const to = text.trim();
    setEmpty(to === '');
    if (to === '' || to === model) return;
    updateGemini({ model: to });
    updateSettings(followGeminiModel(settings, { from: model, to }));
  }

  return (
    <>
      <div className="with-button">
        <TextInput
          className="grow"
          label="Gemini model"
          mono
          list={list}
          value={empty ? '' : model}
          error={empty ? `Expected the id of a model, found nothing. Until then it stays ${model}.` : undefined}
          onText={type}
          onBlur={() => afterPress(() => setEmpty(false))}
        />
        <datalist id={list}>
          {ids.map((id) => (
            <option key={id} value={id} />
          ))}
        </datalist>
        <Button
          label="List models"
          tip="Ask the service which models this key may use"
          pending={listing.status === 'loading'}
          onClick={refreshGeminiModels}
        >
          List
        </Button>
      </div>
      {listing.status === 'failed' && <ListingFailure error={listing.error} />}
    </>
  );
}

function ListingFailure({ error }: { readonly error: ModelErrorData }) {
  const { title, body, code } = outcomeWords(error);
  return (
    <Alert title={`No list of models. ${title}`}>
      {body} <code className="faint">{code}</code>
    </Alert>
  );
}
