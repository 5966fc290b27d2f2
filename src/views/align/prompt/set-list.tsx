import { useEffect, useRef, useState } from 'react';
import type { InputSet } from '../../../core/project/project';
import { Button } from '../../ui/button';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { Row } from '../../ui/row';
import { useActions, useStudio } from '../../use-studio';
import { InputSetRow } from './input-set-row';
import { missingIn } from './input-set-values';

interface SetListProps {
  readonly sets: readonly InputSet[];
  readonly names: readonly string[];
  readonly loadedId: string | null;
  readonly onLoaded: (id: string | null) => void;
}

export function SetList({ sets, names, loadedId, onLoaded }: SetListProps) {
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
