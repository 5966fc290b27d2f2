import { useState } from 'react';
import { Dialog } from '../../ui/dialog';
import { Select } from '../../ui/select';
import type { ListedBranch } from './branch-list';
import { ComparedPaths } from './compared-paths';

interface CompareBranchesProps {
  readonly branches: readonly ListedBranch[];
  readonly shownId: string | null;
  readonly onClose: () => void;
}

/** Two branches side by side from where they part, turn by turn, with what each turn was sent with. */
export function CompareBranches({ branches, shownId, onClose }: CompareBranchesProps) {
  const newest = branches.map(({ leafId }) => leafId).toReversed();
  const [left, setLeft] = useState(newest.find((id) => id === shownId) ?? newest[0] ?? '');
  const [right, setRight] = useState(newest.find((id) => id !== left) ?? left);
  const options = branches.map(({ leafId, name, excerpt }) => ({
    value: leafId,
    label: excerpt === '' ? name : `${name}: ${excerpt}`,
  }));
  return (
    <Dialog open onClose={onClose} title="Compare branches" size="wide">
      <div className="grid grid-cols-2 gap-4">
        <Select label="Left branch" value={left} options={options} onPick={setLeft} />
        <Select label="Right branch" value={right} options={options} onPick={setRight} />
      </div>
      <ComparedPaths left={left} right={right} />
    </Dialog>
  );
}
