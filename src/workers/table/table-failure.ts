import type { MappingProblem } from '../../core/dataset/mapping';
import type { TableProblem } from '../../core/dataset/table';
import { ModelError } from '../../core/model/model-error';
import type { Result } from '../../core/result';

/** For calls that have no other way to tell why a file cannot be worked with. */
export function orTableFailure<T>(result: Result<T, TableProblem | MappingProblem>): T {
  if (result.ok) return result.value;
  const { kind, message } = result.error;
  const title = 'title' in result.error ? `${result.error.title} ` : '';
  throw new ModelError({ kind: 'bad-request', code: kind.toUpperCase(), message: `${title}${message}` });
}
