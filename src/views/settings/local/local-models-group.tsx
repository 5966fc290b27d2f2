import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { modelWords } from '../../../core/local/model-words';
import { type LocalView, selectKnownModels } from '../../../store/local/local-selectors';
import { blankLocalState } from '../../../store/local/local-state';
import { Alert } from '../../ui/alert';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Select } from '../../ui/select';
import { SkeletonLines } from '../../ui/skeleton-lines';
import { useActions, useStudio } from '../../use-studio';
import { Group } from '../group';
import type { StorageOfBrowser } from '../use-browser-storage';
import { BackendField } from './backend-field';
import { DeleteDialog, type DeleteQuestion } from './delete-dialog';
import { DeviceFacts } from './device-facts';
import { DeviceCautions, DeviceRefusal, deviceRefusal } from './device-refusal';
import { embeddingOptions } from './embedding-options';
import { ModelSearch } from './model-search';
import { useRowCommands } from './use-row-commands';

/** Models on this device's own GPU: what is here, what can be fetched, and what cannot run. */
export function LocalModelsGroup({ storage }: { readonly storage: StorageOfBrowser }) {
  const view = useLocalView();
  const [query, setQuery] = useState('');
  const [question, setQuestion] = useState<DeleteQuestion | null>(null);
  const commands = useRowCommands({ onAsk: setQuestion, onSearch: setQuery });
  const { device, stored, storedProblem, prebuilt } = view.local;
  const refused = useMemo(() => deviceRefusal(view) !== null, [view]);
  return (
    <Group
      section="local-models"
      title="Local models"
      about="Run on your own GPU, offline after the first download. What you write stays on this device."
    >
      <TransferNews />
      {device === null ? (
        <div className="dev" aria-busy="true">
          <SkeletonLines widths={[64, 40]} />
        </div>
      ) : (
        <DeviceFacts device={device} stored={stored ?? []} storage={storage} />
      )}
      {storedProblem !== null && <StoredProblem why={storedProblem} />}
      <DeviceRefusal view={view} onTake={commands.take} />
      <DeviceCautions view={view} />
      {prebuilt === null ? (
        <div aria-busy="true">
          <SkeletonLines widths={[90, 70, 84, 62]} />
        </div>
      ) : (
        <Folded when={refused} view={view}>
          <ModelSearch view={view} query={query} onQuery={setQuery} commands={commands} />
        </Folded>
      )}
      <EmbeddingField view={view} />
      <BackendField device={device} />
      <DeleteDialog question={question} onClose={() => setQuestion(null)} />
    </Group>
  );
}

interface FoldedProps {
  readonly when: boolean;
  readonly view: LocalView;
  readonly children: ReactNode;
}

/** A list of which nothing can run here stands aside, the smallest first; on any other device it is the point of the section. */
function Folded({ when, view, children }: FoldedProps) {
  if (!when) return children;
  // Whoever keeps a model here, or has added one, looks for it.
  const hasOwn = view.settings.local.customModels.length > 0 || (view.local.stored ?? []).length > 0;
  return (
    <details key={String(hasOwn)} className="more-fields" open={hasOwn}>
      <summary>
        <Icon name="right" />
        All {selectKnownModels(view).length} models, which need a GPU
      </summary>
      <div className="grid gap-3 pt-2">{children}</div>
    </details>
  );
}

/** Without what changes many times a second: a row reads its own. */
function useLocalView(): LocalView {
  const settings = useStudio((state) => state.settings);
  const { device, prebuilt, stored, storedProblem } = useStudio(
    useShallow(({ local }) => ({
      device: local.device,
      prebuilt: local.prebuilt,
      stored: local.stored,
      storedProblem: local.storedProblem,
    })),
  );
  return useMemo(
    () => ({ settings, local: { ...blankLocalState, device, prebuilt, stored, storedProblem } }),
    [settings, device, prebuilt, stored, storedProblem],
  );
}

function StoredProblem({ why }: { readonly why: string }) {
  const { local } = useActions();
  return (
    <Alert
      title="What is stored could not be read"
      actions={<Button onClick={() => local.inspectLocalModels()}>Look again</Button>}
    >
      {why}
    </Alert>
  );
}

function TransferNews() {
  useTransferNews();
  return null;
}

/** Says once, for who cannot see the row, that the files of a model are all there. Failures are alerts in their row. */
function useTransferNews(): void {
  const transfers = useStudio((state) => state.local.transfers);
  const stored = useStudio((state) => state.local.stored);
  const before = useRef(transfers);

  useEffect(() => {
    const ended = Object.entries(before.current).filter(
      ([id, { status }]) => (status === 'fetching' || status === 'copying') && transfers[id] === undefined,
    );
    before.current = transfers;
    for (const [id] of ended) {
      const isReady = stored?.some(({ model, state }) => model.id === id && state === 'ready') ?? false;
      if (isReady) announce(`${modelWords(id).name} is on this device.`);
    }
  }, [transfers, stored]);
}

/** What local chat models compare texts with. */
function EmbeddingField({ view }: { readonly view: LocalView }) {
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
