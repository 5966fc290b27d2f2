import { lazy, memo, Suspense, useState } from 'react';
import type { Tally } from '../../../core/adherence/verdict';
import type { Principle } from '../../../core/constitution/principle';
import type { Conflict } from '../../../core/prompt/find-conflicts';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/checkbox';
import { Chip } from '../../ui/chip';
import { classNames } from '../../ui/class-names';
import { Icon } from '../../ui/icon';
import { PrincipleChecks } from '../adherence/principle-checks';
import { TryPrinciple } from '../chat/try-again-button';
import { ConflictNotes } from './conflict-note';
import { rowId } from './focus-row';
import { originOf } from './origin';
import { PrincipleEditor } from './principle-editor';
import { ScopeChip } from './scope-chip';
import type { PrepareDrag } from './use-principle-drag';
import type { RowActions } from './use-row-actions';

export interface PrincipleRowProps {
  readonly principle: Principle;
  readonly n: number;
  /** The last number of the list; only the last row is given it, so that a longer list renders no other row. */
  readonly isLast: boolean;
  readonly isEditing: boolean;
  readonly fresh: 'add' | 'edit' | null;
  readonly conflicts: readonly Conflict[] | undefined;
  /** What became of it in the run on the screen. */
  readonly tally: Tally | undefined;
  /** Null when nothing is being selected. */
  readonly isSelected: boolean | null;
  /** Why rows cannot be moved now. */
  readonly fixed: string | undefined;
  readonly actions: RowActions;
  readonly onSelect: (id: string, selected: boolean) => void;
  readonly onCompare: (id: string, otherId: string) => void;
  readonly prepareDrag: PrepareDrag;
}

const FoldedOffer = lazy(() => import('./folded-offer').then((m) => ({ default: m.FoldedOffer })));

const BorrowedNote = lazy(() => import('../review/borrowed-note').then((m) => ({ default: m.BorrowedNote })));

const VerdictLine = lazy(() => import('./verdict-line').then((m) => ({ default: m.VerdictLine })));

/** One principle. With 500 of them, changing one must render one. */
export const PrincipleRow = memo(function PrincipleRow(props: PrincipleRowProps) {
  const { principle, n, isEditing, fresh, conflicts, isSelected, actions, onSelect, onCompare } = props;
  const { id, text, status } = principle;
  const [asksToTakeOut, setAsksToTakeOut] = useState(false);

  function turn(on: boolean) {
    if (status === 'folded') setAsksToTakeOut(true);
    else actions.turn(id, on);
  }

  return (
    <li
      id={rowId(id)}
      data-principle={id}
      tabIndex={-1}
      className={classNames(status !== 'on' && 'off', fresh !== null && 'fresh') || undefined}
    >
      {fresh !== null && <Arrived change={fresh} n={n} onUndo={() => actions.undo(id)} />}
      <div className="p-side">
        {isSelected === null ? (
          <Checkbox label="Enabled" hideLabel checked={status === 'on'} onCheck={turn} />
        ) : (
          <Checkbox
            label={`Select principle ${n}`}
            hideLabel
            className="p-select"
            checked={isSelected}
            onCheck={(selected) => onSelect(id, selected)}
          />
        )}
        {props.fixed === undefined && !isEditing && <Grip id={id} prepareDrag={props.prepareDrag} />}
      </div>
      {isEditing ? (
        <PrincipleEditor principle={principle} actions={actions} />
      ) : (
        <div>
          <p className="text">
            <span className="n">{n}</span> {text}
            {principle.when !== undefined && (
              <>
                {' '}
                <ScopeChip when={principle.when} />
              </>
            )}
            {status === 'folded' && <FoldedChip />}
          </p>
          {props.tally !== undefined && (
            <Suspense>
              <VerdictLine tally={props.tally} />
            </Suspense>
          )}
          <PrincipleChecks principle={principle} />
          <RowMeta {...props} />
          {fresh !== null && <ArrivedWords principle={principle} />}
          {fresh !== null && <TryPrinciple principle={principle} />}
        </div>
      )}
      {status === 'folded' && asksToTakeOut && !isEditing && (
        <Suspense>
          <FoldedOffer
            principle={principle}
            onCancel={() => {
              setAsksToTakeOut(false);
              actions.focus(id);
            }}
          />
        </Suspense>
      )}
      {conflicts !== undefined && (
        <ConflictNotes conflicts={conflicts} onCompare={(otherId) => onCompare(id, otherId)} />
      )}
    </li>
  );
});

function RowMeta({ principle, n, isLast, fixed, actions }: PrincipleRowProps) {
  const { id } = principle;
  const origin = originOf(principle);
  return (
    <div className="p-meta">
      <Chip icon={origin.icon} tone={origin.tone}>
        {origin.label}
      </Chip>
      <Button variant="ghost" icon="why" label="Why this principle?" data-act="why" onClick={() => actions.why(id)} />
      <span className="p-acts">
        <Button
          variant="ghost"
          icon="up"
          label="Move up"
          data-act="up"
          unavailable={fixed ?? (n === 1 ? 'It is the first one' : undefined)}
          onClick={() => actions.move(id, -1)}
        />
        <Button
          variant="ghost"
          icon="dn"
          label="Move down"
          data-act="down"
          unavailable={fixed ?? (isLast ? 'It is the last one' : undefined)}
          onClick={() => actions.move(id, 1)}
        />
        <Button variant="ghost" icon="edit" label="Edit" data-act="edit" onClick={() => actions.edit(id)} />
        <Button variant="ghost" icon="trash" label="Delete" data-act="delete" onClick={() => actions.remove([id])} />
      </span>
    </div>
  );
}

function FoldedChip() {
  return (
    <>
      {' '}
      <Chip
        icon="fold"
        title="The prompt says it, so it is not sent from here. Enable it to take it out of the prompt."
      >
        Folded into prompt
      </Chip>
    </>
  );
}

/** Words that a principle has of the one case that it was made of: those that the author wrote are meant so. */
function ArrivedWords({ principle: { id, text, sources } }: Pick<PrincipleRowProps, 'principle'>) {
  const source = sources.at(-1);
  if (source?.by !== 'feedback' || source.verbatim === true) return null;
  return (
    <Suspense>
      <BorrowedNote id={id} text={text} source={source} />
    </Suspense>
  );
}

interface ArrivedProps {
  readonly change: 'add' | 'edit';
  readonly n: number;
  readonly onUndo: () => void;
}

function Arrived({ change, n, onUndo }: ArrivedProps) {
  return (
    <div className="arrived">
      <Icon name={change === 'add' ? 'plus' : 'edit'} />
      {change === 'add' ? 'Just added' : 'Just changed'}
      <Button
        icon="undo"
        label={`Undo: principle ${n} ${change === 'add' ? 'added' : 'changed'}`}
        // The row comes where "Add principle" was: the second click of a double click on that one lands here.
        onClick={(event) => event.detail < 2 && onUndo()}
      >
        Undo
      </Button>
    </div>
  );
}

/** For the pointer only: the keyboard moves a principle with its buttons. */
function Grip({ id, prepareDrag }: { readonly id: string; readonly prepareDrag: PrepareDrag }) {
  return (
    <span
      className="p-grip"
      aria-hidden="true"
      title="Drag to move"
      onPointerEnter={(event) => prepareDrag(event.currentTarget, id)}
      onPointerDown={(event) => prepareDrag(event.currentTarget, id)}
    >
      <Icon name="grip" />
    </span>
  );
}
