import type { FeedbackKind } from '../constitution/feedback';
import type { RevisionReason } from './revision';

/** A revision in the words of the History list: what was done, and by whom. */
export function describeRevision(reason: RevisionReason): { readonly title: string; readonly by: string } {
  switch (reason.kind) {
    case 'edit-prompt':
      return { title: 'Reworded the prompt', by: 'by you' };
    case 'add-principle':
      return { title: `Added principle ${reason.n}`, by: 'by you' };
    case 'edit-principle':
      return { title: `Edited principle ${reason.n}`, by: 'by you' };
    case 'delete-principles':
      return { title: `Deleted ${principles(reason.numbers)}`, by: 'by you' };
    case 'turn-principles':
      return { title: `Turned ${principles(reason.numbers)} ${reason.to}`, by: 'by you' };
    case 'move-principle':
      return { title: `Moved principle ${reason.from} to ${reason.to}`, by: 'by you' };
    case 'mutation':
      return { title: `${mutationVerbs[reason.change]} principle ${reason.n}`, by: feedback(reason) };
    case 'update-prompt':
      return { title: 'Updated the prompt', by: feedback(reason) };
    case 'merge':
      return { title: `Merged principles ${reason.numbers.join(' and ')}`, by: 'by you' };
    case 'fold':
      return { title: `Folded ${counted(reason.count)}`, by: 'into the prompt' };
    case 'unfold':
      return { title: `Took ${principles(reason.numbers)} out of the prompt`, by: 'by you' };
    case 'restore-original':
      return { title: 'Restored the original prompt', by: 'by you' };
    case 'restore':
      return { title: reason.of === null ? 'Restored the first version' : 'Restored an earlier version', by: 'by you' };
    case 'import':
      return { title: 'Imported a prompt', by: `from ${reason.from}` };
  }
}

const mutationVerbs = { add: 'Added', edit: 'Edited', delete: 'Deleted' } as const;

const feedbackNames: Readonly<Record<FeedbackKind, string>> = {
  kudos: 'Kudos',
  critique: 'Critique',
  rewrite: 'Rewrite',
};

interface Spoken {
  readonly feedback: FeedbackKind;
  readonly run: number;
  readonly turn?: number;
}

function feedback({ feedback: kind, run, turn }: Spoken): string {
  return `${feedbackNames[kind]}, ${turn === undefined ? `run ${run}` : `turn ${turn}`}`;
}

function principles(numbers: readonly number[]): string {
  return numbers.length === 1 ? `principle ${numbers[0]}` : counted(numbers.length);
}

function counted(count: number): string {
  return count === 1 ? '1 principle' : `${count} principles`;
}
