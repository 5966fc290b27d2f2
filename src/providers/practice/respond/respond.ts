import type { RespondSubject } from '../../../core/model/task';
import { rulesInForce } from '../rules';
import { compose } from './compose';
import { contentOf } from './content';
import { maskValues, materialOf } from './topic';

/** Answers an instruction from the author's own words, following the rules that it understands. */
export function respond({ instruction, principles, values, candidate }: RespondSubject, seed: number): string {
  const orders = maskValues(instruction, values);
  const material = materialOf(instruction, values);
  return compose({
    content: contentOf({ material, instruction: orders, seed, candidate }),
    rules: rulesInForce([orders, ...principles]),
    values,
    candidate: candidate + seed,
  });
}
