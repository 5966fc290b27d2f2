import { lazy, Suspense, useMemo, useState } from 'react';
import { currentConversation } from '../../../core/conversation/chat';
import type { Turn } from '../../../core/conversation/turn';
import { counted } from '../../shared/counted';
import { localDayTime } from '../../shared/time/local-time';
import { Button } from '../../ui/button';
import { Chip } from '../../ui/chip';
import { useActions, useStudio, useStudioStore } from '../../use-studio';
import { type ListedBranch, listedBranches } from './branch-list';
import { whyNotNow } from './chat-state';
import { branchesId, DeletedLine, focusUndo } from './deleted-line';
import { RenameDialog } from './rename-dialog';

const CompareBranches = lazy(() => import('./compare-branches').then((m) => ({ default: m.CompareBranches })));

/** The ways that the conversation went, and the way to each. */
export function Branches() {
  const branches = useBranches();
  const shownId = useStudio(({ project }) => currentConversation(project.chat)?.leafId ?? null);
  const wasDeleted = useStudio(({ align }) => align.deletedTalk?.what === 'The branch');
  const [comparing, setComparing] = useState(false);
  const [renamed, rename] = useState<ListedBranch | null>(null);
  const { renameBranch } = useActions().chat;
  if (branches.length === 0 && !wasDeleted) return null;
  return (
    <section id={branchesId} tabIndex={-1} aria-label="Branches" className="grid grid-cols-[minmax(0,1fr)] gap-1">
      <div className="sec-head">
        <h3>Branches</h3>
        <Button
          className="ml-auto"
          variant="ghost"
          tight
          icon="compare"
          label="Compare branches"
          unavailable={
            branches.length < 2 ? 'There is one branch. Rewind and say something else to begin another.' : undefined
          }
          onClick={() => setComparing(true)}
        >
          Compare
        </Button>
      </div>
      {wasDeleted && <DeletedLine />}
      <ul aria-label="Branches">
        {branches.toReversed().map((branch) => (
          <BranchItem key={branch.leafId} branch={branch} isShown={branch.leafId === shownId} onRename={rename} />
        ))}
      </ul>
      {comparing && (
        <Suspense>
          <CompareBranches branches={branches} shownId={shownId} onClose={() => setComparing(false)} />
        </Suspense>
      )}
      {renamed !== null && (
        <RenameDialog
          title="Rename branch"
          label="Branch name"
          name={renamed.name}
          onName={(name) => {
            rename(null);
            renameBranch(renamed.leafId, name);
          }}
          onClose={() => rename(null)}
        />
      )}
    </section>
  );
}

/** Made anew when something was said or chosen, and not while a response is written. */
function useBranches(): readonly ListedBranch[] {
  const store = useStudioStore();
  const said = useStudio(({ project }) => shapeOf(project.turns));
  const currentId = useStudio(({ project }) => project.chat.currentId);
  const names = useStudio(({ project }) => project.chat.branchNames);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the list shows of a turn does not change but with these
  return useMemo(() => listedBranches(store.getState().project), [store, said, currentId, names]);
}

let last: { readonly turns: readonly Turn[]; readonly shape: object } = { turns: [], shape: {} };

/** The same object for as long as no turn came, went or was decided on. Asked at each piece of a response, so it makes nothing new. */
function shapeOf(turns: readonly Turn[]): object {
  const { turns: before } = last;
  const isSame =
    before === turns ||
    (before.length === turns.length &&
      turns.every((turn, index) => turn.id === before[index]?.id && turn.chosenId === before[index]?.chosenId));
  last = { turns, shape: isSame ? last.shape : {} };
  return last.shape;
}

interface BranchItemProps {
  readonly branch: ListedBranch;
  readonly isShown: boolean;
  readonly onRename: (branch: ListedBranch) => void;
}

function BranchItem({ branch, isShown, onRename }: BranchItemProps) {
  const { openBranch, deleteBranch } = useActions().chat;
  const busy = useStudio(whyNotNow);
  const { leafId, name, excerpt, said, at, newPrinciple } = branch;
  return (
    <li
      tabIndex={-1}
      aria-current={isShown || undefined}
      className="border-line border-t py-2 first:border-t-0 [&[aria-current]]:border-l-2 [&[aria-current]]:border-l-accent [&[aria-current]]:pl-2.5"
    >
      <div className="flex min-w-0 items-center gap-2">
        <b className="truncate">{name}</b>
        <span className="ml-auto flex-none text-ink-3 text-small">{`${counted(said, 'turn')} · ${localDayTime(at)}`}</span>
      </div>
      {excerpt !== '' && <p className="truncate text-ink-2 text-small/[18px]">“{excerpt}”</p>}
      {newPrinciple !== null && (
        <p className="text-ink-2 text-small/[18px]">
          <span className="text-ink-3">New in it:</span> {newPrinciple}
        </p>
      )}
      <div className="-ml-2 flex items-center">
        {isShown ? (
          <Chip icon="check" tone="accent" className="mr-auto ml-2">
            On screen
          </Chip>
        ) : (
          <Button
            variant="ghost"
            tight
            className="mr-auto"
            unavailable={busy}
            onClick={(event) => {
              // This button goes; the branch stays in the list.
              event.currentTarget.closest('li')?.focus();
              openBranch(leafId);
            }}
          >
            Open
          </Button>
        )}
        <Button variant="quiet" icon="edit" label="Rename" onClick={() => onRename(branch)} />
        <Button
          variant="quiet"
          icon="trash"
          label="Delete branch"
          unavailable={busy}
          onClick={async () => {
            await deleteBranch(leafId);
            focusUndo();
          }}
        />
      </div>
    </li>
  );
}
