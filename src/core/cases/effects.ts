import type { Principle } from '../constitution/principle';
import { sentPrinciples } from '../prompt/compose';
import type { PromptDocument } from '../prompt/prompt-document';
import type { Case } from './case';
import { type Asking, askCase } from './case-prompt';
import { decide, type Judging } from './outcome';

/** What a principle does to a case: it passes with it alone, without it alone, or either way the same; `unknown` while one side is open. */
export type Effect = 'needed' | 'harmful' | 'no effect' | 'unknown';

/** The prompt once without each of the principles that are sent. */
export function withoutEach(
  document: PromptDocument,
): readonly { readonly principle: Principle; readonly document: PromptDocument }[] {
  return sentPrinciples(document.principles).map((principle) => ({
    principle,
    document: { ...document, principles: document.principles.filter(({ id }) => id !== principle.id) },
  }));
}

/** A row for each principle that is sent, in it an effect for each case. */
export function effectsOf(
  cases: readonly Case[],
  asking: Asking,
  judging: Judging,
): readonly { readonly principle: Principle; readonly effects: readonly Effect[] }[] {
  const passes = (one: Case, document: PromptDocument): boolean | null => {
    const asked = askCase(one.input, { ...asking, document });
    const result = 'why' in asked ? undefined : one.results.find(({ key }) => key === asked.key);
    return result === undefined ? null : decide(result, judging).passes;
  };
  const present = cases.map((one) => passes(one, asking.document));
  return withoutEach(asking.document).map(({ principle, document }) => ({
    principle,
    effects: cases.map((one, index) => effectOf(present[index] ?? null, passes(one, document))),
  }));
}

function effectOf(withIt: boolean | null, without: boolean | null): Effect {
  if (withIt === null || without === null) return 'unknown';
  if (withIt === without) return 'no effect';
  return withIt ? 'needed' : 'harmful';
}
