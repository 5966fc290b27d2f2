import { localModel, type ModelRef, modelName, practiceModel } from '../../../core/model/model-ref';
import { announce } from '../../ui/announce';
import { useActions, useStudioStore } from '../../use-studio';
import type { DeleteQuestion } from './delete-dialog';
import type { RowCommands } from './row-commands';
import { focusRow } from './row-id';

interface RowCommandsInput {
  readonly onAsk: (question: DeleteQuestion) => void;
  readonly onSearch: (query: string) => void;
}

export function useRowCommands({ onAsk, onSearch }: RowCommandsInput): RowCommands {
  const {
    local,
    settings: { updateSettings },
  } = useActions();
  const store = useStudioStore();

  function takeAsPromptModel(ref: ModelRef) {
    updateSettings({ promptModel: ref });
    announce(`Prompt model: ${modelName(ref)}`);
  }

  return {
    download: (model) => local.downloadModel(model),
    cancel: (id) => local.cancelDownload(id),
    verify: (id) => local.verifyModel(id),
    use: (id) => takeAsPromptModel(localModel(id)),
    unload: () => local.unloadModel(),
    askDelete: (model) => onAsk({ what: 'files', model }),
    askRemove: (model) => onAsk({ what: 'model', model }),
    dismiss: (id) => local.dismissTransfer(id),
    take(way) {
      switch (way.kind) {
        case 'model':
          return show(way.id, onSearch);
        case 'reload':
          return window.location.reload();
        case 'gemini':
          return takeAsPromptModel({ provider: 'gemini', id: store.getState().settings.gemini.model });
        case 'practice':
          return takeAsPromptModel(practiceModel);
        case 'advice':
        case 'browser-page':
          // Said in words; there is nothing to press.
          return;
      }
    },
  };
}

/** The row may be one of those that are not shown yet, or not found by what is searched for. */
function show(id: string, onSearch: (query: string) => void): void {
  if (focusRow(id)) return;
  onSearch(id);
  window.requestAnimationFrame(() => focusRow(id));
}
