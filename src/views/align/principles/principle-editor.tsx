import { type KeyboardEvent, lazy, Suspense, useRef, useState } from 'react';
import type { Principle } from '../../../core/constitution/principle';
import { tooLongForPrinciple } from '../../../core/constitution/principle-length';
import { pickedCondition } from '../../../core/constitution/read-condition';
import { isEscape, isPlainEnter } from '../../ui/enter-key';
import { SaveRow } from '../../ui/save-row';
import { TextArea } from '../../ui/text-area';
import { useActions, useStudio } from '../../use-studio';
import { ScopeChoice } from './scope-choice';
import type { RowActions } from './use-row-actions';

const FoldedOffer = lazy(() => import('./folded-offer').then((m) => ({ default: m.FoldedOffer })));

interface PrincipleEditorProps {
  readonly principle: Principle;
  readonly actions: RowActions;
}

/** Edits a principle in its place. The text is a draft of the project, so a reload keeps it. */
export function PrincipleEditor({ principle, actions }: PrincipleEditorProps) {
  const { setDraft } = useActions().align;
  const text = useStudio((state) => state.project.drafts.principleEdit?.text ?? '');
  const scope = useStudio((state) => state.project.drafts.principleEdit?.scope);
  const isChat = useStudio((state) => state.project.mode === 'chat');
  const picked = scope === undefined ? {} : { scope };
  const [refused, setRefused] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const blank = text.trim() === '';
  const tooLong = tooLongForPrinciple(text);
  /** The prompt says it in its earlier words: what is to become of these is asked before anything changes. */
  const asks = principle.status === 'folded' && tooLong === null && text.trim() !== principle.text;

  function save() {
    if (blank || tooLong !== null) setRefused(true);
    else if (asks) box.current?.querySelector<HTMLElement>('[data-act="update"]')?.focus();
    else if (scope === undefined) actions.saveEdit(principle.id, text);
    else actions.saveEdit(principle.id, text, pickedCondition({ ...principle, text }, scope));
  }

  function handleKey(event: KeyboardEvent) {
    if (isEscape(event)) {
      event.preventDefault();
      actions.cancelEdit(principle.id);
    }
    if (!isPlainEnter(event)) return;
    event.preventDefault();
    save();
  }

  return (
    <div ref={box} className="p-edit">
      <TextArea
        label="Edit principle"
        hideLabel
        autoGrow
        rows={2}
        value={text}
        error={
          refused && blank ? 'A principle needs words. Write some, or delete the principle.' : (tooLong ?? undefined)
        }
        hint={text === principle.text ? undefined : `Was: ${principle.text}`}
        onText={(words) => setDraft({ principleEdit: { ...picked, id: principle.id, text: words } })}
        onKeyDown={handleKey}
      />
      {isChat && principle.status !== 'folded' && (
        <ScopeChoice
          text={text}
          when={principle.when}
          picked={scope}
          onPick={(next) => setDraft({ principleEdit: { id: principle.id, text, scope: next } })}
        />
      )}
      <SaveRow className="p-edit-acts" onSave={save} onCancel={() => actions.cancelEdit(principle.id)} />
      {asks && (
        <Suspense>
          <FoldedOffer principle={principle} text={text} onCancel={() => actions.focus(principle.id)} />
        </Suspense>
      )}
    </div>
  );
}
