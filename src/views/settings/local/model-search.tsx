import { useMemo, useState } from 'react';
import { gemmasInOrder } from '../../../core/local/default-model';
import type { DeviceReport } from '../../../core/local/device-report';
import { type ListedLocalModel, listModels, type ModelGroups } from '../../../core/local/listed-models';
import type { LocalModel } from '../../../core/local/local-model';
import { fullName } from '../../../core/local/model-words';
import type { Surroundings } from '../../../core/local/preflight-checks';
import {
  type LocalView,
  selectDefaultModel,
  selectKnownModels,
  selectReadyModels,
} from '../../../store/local/local-selectors';
import { LinkButton } from '../../ui/link-button';
import { Notice } from '../../ui/notice';
import { TextInput } from '../../ui/text-input';
import { ModelList } from './model-list';
import type { RowCommands } from './row-commands';

interface ModelSearchProps {
  readonly view: LocalView;
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly commands: RowCommands;
}

/** The whole list, what fits this device best first. */
export function ModelSearch({ view, query, onQuery, commands }: ModelSearchProps) {
  const groups = useGroups(view, query);
  const recommended = useMemo(() => selectDefaultModel(view), [view]);
  const { device } = view.local;
  const chat = useMemo(
    () => withFirst(groups.chat, query === '' ? recommended?.id : query.trim()),
    [groups, query, recommended],
  );
  const found = groups.chat.length + groups.embedding.length;
  // Who has one needs no advice on which to begin with.
  const hasOne = selectReadyModels(view.local).length > 0;
  return (
    <>
      {recommended !== null && device !== null && !hasOne && (
        <Notice
          icon="picked"
          action={
            <LinkButton onClick={() => commands.take({ kind: 'model', id: recommended.id, words: '' })}>
              Show it
            </LinkButton>
          }
        >
          <b>{fullName(recommended.id)}</b> is {recommendWords(recommended, device)}
        </Notice>
      )}
      <div className="search">
        <TextInput
          label="Search local models"
          type="search"
          placeholder="gemma, 1B, q4f32, embed"
          value={query}
          onText={onQuery}
        />
        {/* Read out for who searches; a model that is added or deleted is told where that is done. */}
        <p className="hint" role="status" aria-label="Models found" aria-live={query.trim() === '' ? 'off' : undefined}>
          {foundWords(found, query)}
        </p>
      </div>
      <ModelList
        key={`chat ${query}`}
        title="Local models"
        {...{ listed: chat, view, recommendedId: recommended?.id, commands }}
      />
      {groups.embedding.length > 0 && (
        <>
          <header className="sub">
            <h3>Embedding models</h3>
            <p className="hint">
              They turn texts into vectors: for experts, beside a local chat model. The one that is chosen below is
              used.
            </p>
          </header>
          <ModelList
            key={`embedding ${query}`}
            title="Embedding models"
            {...{ listed: groups.embedding, view, recommendedId: undefined, commands }}
          />
        </>
      )}
    </>
  );
}

/** In the order of the first look, so that no row jumps away from under a press when its state changes. */
function useGroups(view: LocalView, query: string): ModelGroups {
  const { device, stored } = view.local;
  const [first, setFirst] = useState<Surroundings | null>(null);
  if (first === null && device !== null && stored !== null) {
    setFirst({ device, stored, backend: view.settings.local.backend });
  }
  return useMemo(() => listModels(selectKnownModels(view), { query, surroundings: first }), [view, query, first]);
}

/** The one that is recommended, or that was searched for by its whole id: others may hold that id in theirs. */
function withFirst(listed: readonly ListedLocalModel[], id: string | undefined): readonly ListedLocalModel[] {
  const found = listed.find(({ model }) => model.id === id);
  return found === undefined ? listed : [found, ...listed.filter((other) => other !== found)];
}

function foundWords(found: number, query: string): string {
  const models = found === 1 ? '1 model' : `${found} models`;
  if (query.trim() === '') return models;
  return found === 0 ? `No model is called “${query.trim()}”. Try a part of its name.` : `${models} found`;
}

/** Why this Gemma and no other. */
function recommendWords(model: LocalModel, { gpu }: Pick<DeviceReport, 'gpu'>): string {
  if (gpu.status === 'adapter' && gpu.fallback) {
    return 'the smallest Gemma that runs here, since this browser computes on the processor.';
  }
  return model.id === gemmasInOrder[0]
    ? 'the Gemma that answers best, and nothing speaks against it on this device.'
    : 'the best Gemma for this device: those that answer better cannot run here, or only with a caution.';
}
