import { useState } from 'react';
import { own } from '../../../core/own';
import { Alert } from '../../ui/alert';
import { FolderButton } from '../../ui/folder-button';
import { LinkButton } from '../../ui/link-button';
import { Row } from '../../ui/row';
import { useActions, useStudio } from '../../use-studio';
import { focusRow } from '../local/row-id';
import { copyWords } from './copy-words';
import { folderFiles, idOfFolder } from './picked-folder';

/** `typedId`: what the author wrote as the model's id; else the folder's name is taken. */
export function FolderImport({ typedId }: { readonly typedId: string }) {
  const { local } = useActions();
  const [state, setState] = useState<FolderState>({ status: 'idle' });

  async function copy(picked: readonly File[]) {
    const files = folderFiles(picked);
    const id = typedId.trim() || idOfFolder(files);
    setState({ status: 'reading' });
    const refused = await local.importModelFolder(id, files).catch(() => 'The folder was not copied. Choose it again.');
    if (refused !== null) return setState({ status: 'refused', why: refused });
    setState({ status: 'copying', id });
  }

  return (
    <div className="folder">
      <Row wraps>
        <FolderButton
          label="Model folder"
          unavailable={state.status === 'reading' ? 'A folder is being read.' : undefined}
          onFolder={(files) => void copy(files)}
        >
          Choose a folder…
        </FolderButton>
        <span className="hint" role="status" aria-label="Folder">
          {state.status === 'reading' && 'Reading what is in the folder.'}
          {state.status === 'copying' && <CopyNews id={state.id} />}
          {(state.status === 'idle' || state.status === 'refused') &&
            'Or copies the files of a folder on this computer into the browser’s storage, without any network.'}
        </span>
      </Row>
      {state.status === 'refused' && <Alert title="The folder was not copied">{state.why}</Alert>}
    </div>
  );
}

/** What has become of the copy; its row in the list shows how far it is. */
function CopyNews({ id }: { readonly id: string }) {
  const transfer = useStudio((state) => own(state.local.transfers, id));
  const stored = useStudio(({ local }) => local.stored?.find(({ model }) => model.id === id));
  return (
    <>
      {copyWords({ id, transfer, stored })} <LinkButton onClick={() => focusRow(id)}>Show it in the list</LinkButton>
    </>
  );
}

type FolderState =
  | { readonly status: 'idle' }
  | { readonly status: 'reading' }
  | { readonly status: 'refused'; readonly why: string }
  | { readonly status: 'copying'; readonly id: string };
