import { LinkButton } from '../../ui/link-button';
import { Notice } from '../../ui/notice';
import { useActions, useStudio } from '../../use-studio';

/** Loading a set or a run wrote over values that were saved nowhere: the way back. */
export function ReplacedValues({ onPutBack }: { readonly onPutBack: () => void }) {
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
