import { lazy, Suspense, useState } from 'react';
import type { InputSet } from '../../../core/project/project';
import { counted } from '../../shared/counted';
import { Button } from '../../ui/button';
import { LinkButton } from '../../ui/link-button';
import { Notice } from '../../ui/notice';
import { Row } from '../../ui/row';
import { useActions, useStudio, useStudioStore } from '../../use-studio';
import { Disclosure } from './disclosure';
import { differs } from './input-set-values';
import { SaveValues } from './save-values';
import { variablesOf } from './template-of';

/** Closed until it is asked for. */
const SetList = lazy(() =>
  import('./set-list').then(
    (module) => ({ default: module.SetList }),
    () => ({ default: NotFetched }),
  ),
);

function NotFetched() {
  return <p className="hint">The input sets could not be loaded. Check the connection, then reload the page.</p>;
}

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
          <Suspense>
            <SetList sets={sets} names={names} loadedId={loadedId} onLoaded={setLoadedId} />
          </Suspense>
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
