import type { Ref } from 'react';
import type { RowShown } from '../../../core/tuning/tuning-port';
import { CallFailure } from '../../shared/failure/call-failure';
import { OutcomeLinks } from '../../shared/failure/outcome-links';
import { SkeletonLines } from '../../ui/skeleton-lines';
import { OpenedComparison } from './opened-comparison';
import { OpenedRevision } from './opened-revision';
import { RowButtons } from './row-buttons';
import { RowEditor } from './row-editor';
import { flagWords } from './row-words';
import { TextColumn } from './text-column';
import type { RowActions } from './use-row-actions';

interface OpenedRowProps {
  readonly ref: Ref<HTMLTableRowElement>;
  /** Of the virtual list, for measuring. */
  readonly index: number;
  /** Undefined while its part of the table is fetched. */
  readonly shown: RowShown | undefined;
  readonly columns: number;
  /** Null until all of the row is here. */
  readonly actions: RowActions | null;
}

/** All that was made of a prompt, under its line, and what can be done with it. */
export function OpenedRow({ ref, index, shown, columns, actions }: OpenedRowProps) {
  return (
    <tr ref={ref} data-index={index}>
      <td colSpan={columns} className="bg-pane p-0! whitespace-normal">
        {actions === null ? (
          <div className="px-4 pb-3" aria-busy="true">
            <SkeletonLines />
          </div>
        ) : (
          <section aria-label={`Row ${actions.made.id}`}>
            <Prompt actions={actions} />
            <Made actions={actions} />
            {shown !== undefined && <Flags shown={shown} />}
            {actions.draft === null ? <RowButtons actions={actions} /> : <RowEditor actions={actions} />}
          </section>
        )}
      </td>
    </tr>
  );
}

function Made({ actions }: { readonly actions: RowActions }) {
  const { made } = actions.made;
  switch (made?.kind) {
    case 'improved':
      return <OpenedRevision made={made} actions={actions} />;
    case 'compared':
      return <OpenedComparison made={made} actions={actions} />;
    case 'failed':
      return (
        <>
          <div className="px-4 py-3">
            <CallFailure
              error={made.error}
              before={`No ${stageNames[made.stage]}.`}
              actions={(helpful) => <OutcomeLinks actions={helpful} />}
            >
              “Retry failed” repeats this stage alone.
            </CallFailure>
          </div>
          {made.answers.map(({ text, isCut }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an answer is its place
            <TextColumn key={place} title={made.answers.length > 1 ? `Answer ${'AB'[place]}` : 'Answer'} isCut={isCut}>
              {text}
            </TextColumn>
          ))}
        </>
      );
    case undefined:
      return null;
  }
}

const stageNames = {
  answer: 'answer',
  'second-answer': 'second answer',
  critique: 'critique',
  revision: 'revision',
  judgement: 'judgement',
} as const;

/** The line shows the beginning of the last turn alone. */
function Prompt({ actions: { made } }: { readonly actions: RowActions }) {
  const last = made.turns.at(-1)?.text ?? '';
  if (made.turns.length < 2 && last.length < 60) return null;
  return (
    <div className="relative grid max-h-40 gap-1 overflow-auto border-line border-b px-4 py-2.5">
      {made.turns.map(({ role, text }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a prompt does not change
        <p key={place} className="whitespace-pre-wrap text-ink-2 wrap-anywhere">
          {made.turns.length > 1 && <b className="text-ink-3 text-small">{turnNames[role]}: </b>}
          {text}
        </p>
      ))}
    </div>
  );
}

const turnNames = { system: 'System', user: 'User', model: 'Model' } as const;

function Flags({ shown: { flags } }: { readonly shown: RowShown }) {
  if (flags.length === 0) return null;
  return (
    <ul className="grid gap-0.5 px-4 pt-2 text-small text-warn" aria-label="Flags of this row">
      {flags.map((flag) => (
        <li key={flag}>
          <b>{flagWords[flag].title}</b>: {flagWords[flag].about}.
        </li>
      ))}
    </ul>
  );
}
