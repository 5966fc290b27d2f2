import { counted } from '../../shared/session-words';
import { LinkButton } from '../../ui/link-button';
import { Notice } from '../../ui/notice';
import { useActions, useStudio } from '../../use-studio';

/** Rows of a table became input sets: said, with the way back. */
export function AddedSets() {
  const { imports } = useActions();
  const added = useStudio((state) => state.align.addedSets);
  if (added === null) return null;
  return (
    <Notice action={<LinkButton onClick={() => imports.removeAddedSets()}>Remove them</LinkButton>}>
      {counted(added.ids.length, 'input set')} added from {added.from}.
    </Notice>
  );
}
