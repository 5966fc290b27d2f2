import { type FocusEvent, useEffect, useMemo, useRef } from 'react';
import type { LocalModel } from '../../../core/local/local-model';
import { modelWords } from '../../../core/local/model-words';
import { isLocal } from '../../../core/model/model-ref';
import { own } from '../../../core/own';
import { type LocalView, selectVerdict } from '../../../store/local/local-selectors';
import { Chip } from '../../ui/chip';
import { classNames } from '../../ui/class-names';
import { useStudio } from '../../use-studio';
import { contextWords, downloadWords, memoryWords, originWords } from './model-facts';
import { isUnderWay, mainAction, sideActions } from './row-actions';
import { MainButton, SideButtons } from './row-buttons';
import type { RowCommands } from './row-commands';
import { rowId } from './row-id';
import { RowMessages } from './row-messages';
import { rowState } from './row-state';
import { StateChip } from './state-chip';
import { TransferProgress } from './transfer-progress';

interface ModelRowProps {
  readonly model: LocalModel;
  readonly view: LocalView;
  readonly isRecommended: boolean;
  readonly commands: RowCommands;
}

export function ModelRow({ model, view, isRecommended, commands }: ModelRowProps) {
  const transfer = useStudio((state) => own(state.local.transfers, model.id));
  const engine = useStudio((state) => state.local.engine);
  const verdict = useMemo(() => selectVerdict(view, model), [view, model]);
  const stored = view.local.stored?.find((kept) => kept.model.id === model.id);
  const state = rowState({ model, stored, engine });
  const { promptModel } = view.settings;
  const isChosen = isLocal(promptModel) && promptModel.id === model.id;
  const { name, variant } = modelWords(model.id);
  const aside = [originWords(model), variant].filter((part) => part !== null).join(' · ');
  const isAbsent = state.status === 'absent' && !isUnderWay(transfer);
  const id = rowId(model.id);
  const focus = useRowFocus(id);
  return (
    <li
      id={id}
      tabIndex={-1}
      className={classNames(verdict?.can === false && 'cant') || undefined}
      aria-labelledby={`${id}-name ${id}-id`}
      {...focus}
    >
      <div className="grow">
        <p className="mname">
          <span id={`${id}-name`}>{name}</span>
          {aside !== '' && <span className="mvariant">{aside}</span>}
          <StateChip state={state} transfer={transfer} />
          {isRecommended && (
            <Chip icon="picked" tone="accent">
              Recommended
            </Chip>
          )}
          {isChosen && <Chip icon="play">Prompt model</Chip>}
        </p>
        <p className="mid" id={`${id}-id`}>
          {model.id}
        </p>
      </div>
      <div className="mnums">
        <p className="num" data-k="Download">
          {downloadWords(model, stored)} {isAbsent && <small>Not downloaded</small>}
        </p>
        <p className="num" data-k="Needs">
          {memoryWords(model)} <small>{contextWords(model)}</small>
        </p>
      </div>
      <MainButton
        action={mainAction({ model, state, transfer })}
        model={model}
        transfer={transfer}
        goesOn={state.status === 'partial'}
        refusal={verdict?.can === false ? verdict.words : undefined}
        commands={commands}
      />
      <TransferProgress transfer={transfer} stored={stored} />
      <RowMessages {...{ model, state, transfer, verdict, commands }} />
      <SideButtons actions={sideActions({ model, state, transfer, isChosen })} model={model} commands={commands} />
    </li>
  );
}

/**
 * A button may go with its press: "Verify" while files are read, "Dismiss" with its message. Then the focus goes to the row it was in,
 * so that the next Tab goes on from there and not from the top of the page.
 */
function useRowFocus(rowId: string) {
  const held = useRef<Element | null>(null);
  useEffect(() => {
    if (held.current === null || held.current.isConnected) return;
    held.current = null;
    if (document.activeElement === document.body) document.getElementById(rowId)?.focus({ preventScroll: true });
  });
  return {
    onFocus: ({ target }: FocusEvent) => {
      held.current = target;
    },
    onBlur: ({ target }: FocusEvent) => {
      // React tells of no focus that is lost because its element goes; a browser may.
      if (target.isConnected) held.current = null;
    },
  };
}
