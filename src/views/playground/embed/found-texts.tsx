import { estimateWords } from '../../shared/estimate-words';
import { Alert } from '../../ui/alert';
import { usePlayground } from '../use-playground';
import { placesWords } from './vector-words';

/** What is known of the texts before anything is paid: empty ones, equal ones, what a run would take. */
export function FoundTexts() {
  const state = usePlayground(({ textsFound }) => textsFound);
  if (state.status === 'none') return null;
  if (state.status === 'checking') return <p className="hint">Counting the texts</p>;
  if (state.status === 'refused') return <Alert title={state.problem.title}>{state.problem.message}</Alert>;
  const { empty, equal, estimate, total } = state.found;
  return (
    <div className="hint grid gap-0.5">
      {empty.length > 0 && (
        <p>
          Empty, and left out: {empty.length === 1 ? 'text' : 'texts'} {placesWords(empty)}.
        </p>
      )}
      {equal.length > 0 && (
        <p>
          The same as an earlier one: {equal.length === 1 ? 'text' : 'texts'} {placesWords(equal)}.
        </p>
      )}
      {total === 1 && <p>One text alone has nothing to be compared with.</p>}
      {total > 0 && <p>{estimateWords(estimate)}</p>}
    </div>
  );
}
