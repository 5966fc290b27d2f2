import { useEffect, useRef, useState } from 'react';
import type { InputSet } from '../../../core/project/project';
import { counted } from '../../shared/counted';
import { Button } from '../../ui/button';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { LinkButton } from '../../ui/link-button';
import { Notice } from '../../ui/notice';
import { Row } from '../../ui/row';
import { useActions, useStudio, useStudioStore } from '../../use-studio';
import { Disclosure } from './disclosure';
import { InputSetRow } from './input-set-row';
import { differs, missingIn } from './input-set-values';
import { SaveValues } from './save-values';
import { variablesOf } from './template-of';

/** Saved rows of values: to load, to change, and to run one, some or all of. */
export function InputSets() {
  const sets = useStudio((state) => state.project.inputs.sets);
  const names = useStudio(variablesOf);
  const [loadedId, setLoadedId] = useState<string | null>(null);
  const loaded = sets.find((set) => set.id === loadedId);
  if (names.length === 0 && sets.length === 0) return null;
  return (
    <div className="input-sets">
      <AddedSets />
      <ReplacedValues onPutBack={() => setLoadedId(null)} />
      <Row className="wrap">
        {names.length > 0 && <SaveValues onSaved={setLoadedId} />}
        {loaded && <UpdateSet set={loaded} />}
      </Row>
      {sets.length > 0 && (
        <Disclosure title="Input sets" aside={sets.length}>
          <SetList sets={sets} names={names} loadedId={loadedId} onLoaded={setLoadedId} />
        </Disclosure>
      )}
    </div>
  );
}

/** Saves the fields over the set they were loaded from; there while they differ from it. */
function UpdateSet({ set }: { readonly set: InputSet }) {
  const store = useStudioStore();
  const { updateInputSet } = useActions().align;
  const changed = useStudio((state) =>
    differs({ fields: state.project.inputs.values, set, names: variablesOf(state) }),
  );
  if (!changed) return null;
  return (
    <Button
      variant="ghost"
      tip={`Saves the values in the fields over “${set.name}”`}
      onClick={() => updateInputSet(set.id, { values: store.getState().project.inputs.values })}
    >
      Update set
    </Button>
  );
}

interface SetListProps {
  readonly sets: readonly InputSet[];
  readonly names: readonly string[];
  readonly loadedId: string | null;
  readonly onLoaded: (id: string | null) => void;
}

function SetList({ sets, names, loadedId, onLoaded }: SetListProps) {
  const { loadInputSet, deleteInputSet, runInputSets } = useActions().align;
  const isChat = useStudio(({ project }) => project.mode === 'chat');
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [deleting, setDeleting] = useState<InputSet | null>(null);
  const [deletions, setDeletions] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  // The row that the focus would go back to is gone.
  useEffect(() => {
    if (deletions > 0) list.current?.focus();
  }, [deletions]);

  const chosen = sets.filter((set) => picked.has(set.id));
  const wanted = chosen.length > 0 ? chosen : sets;
  const complete = wanted.filter((set) => missingIn(set, names).length === 0);

  function load(set: InputSet) {
    loadInputSet(set.id);
    onLoaded(set.id);
  }

  return (
    <>
      <ul ref={list} className="set-list" aria-label="Input sets" tabIndex={-1}>
        {sets.map((set) => (
          <InputSetRow
            key={set.id}
            set={set}
            names={names}
            isLoaded={set.id === loadedId}
            isRun={!isChat}
            isPicked={picked.has(set.id)}
            onPick={(on) => setPicked(new Set([...picked].filter((id) => id !== set.id).concat(on ? [set.id] : [])))}
            onLoad={() => load(set)}
            onDelete={() => setDeleting(set)}
          />
        ))}
      </ul>
      {/* In a conversation a set is loaded, and what is said next is sent with it. */}
      {!isChat && (
        <Row className="wrap">
          <Button
            icon="play"
            unavailable={complete.length === 0 ? 'None of these sets has a value for every variable.' : undefined}
            onClick={() => runInputSets(complete.map((set) => set.id))}
          >
            {chosen.length === 0 ? 'Run all sets' : `Run ${chosen.length} selected`}
          </Button>
          {complete.length > 0 && complete.length < wanted.length && (
            <span className="hint">{wanted.length - complete.length} without all values left out</span>
          )}
        </Row>
      )}
      <ConfirmDialog
        open={deleting !== null}
        title={`Delete “${deleting?.name ?? ''}”?`}
        confirm="Delete"
        onCancel={() => setDeleting(null)}
        onConfirm={() => {
          if (deleting !== null) deleteInputSet(deleting.id);
          setDeleting(null);
          setDeletions(deletions + 1);
        }}
      >
        The saved values go. Runs that were made with them stay. This cannot be undone.
      </ConfirmDialog>
    </>
  );
}

/** Rows of a table became input sets: said, with the way back. */
function AddedSets() {
  const { imports } = useActions();
  const added = useStudio((state) => state.align.addedSets);
  if (added === null) return null;
  return (
    <Notice action={<LinkButton onClick={() => imports.removeAddedSets()}>Remove them</LinkButton>}>
      {counted(added.ids.length, 'input set')} added from {added.from}.
    </Notice>
  );
}

/** Loading a set or a run wrote over values that were saved nowhere: the way back. */
function ReplacedValues({ onPutBack }: { readonly onPutBack: () => void }) {
  const { putValuesBack } = useActions().align;
  const by = useStudio((state) => state.align.replacedValues?.by ?? null);
  if (by === null) return null;

  function putBack() {
    putValuesBack();
    onPutBack();
  }

  return (
    <Notice action={<LinkButton onClick={putBack}>Put them back</LinkButton>}>
      <span role="status">{by} replaced values that were not saved.</span>
    </Notice>
  );
}
