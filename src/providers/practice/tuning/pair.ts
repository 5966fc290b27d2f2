import type { PrincipleRequests } from '../../../core/instructions/pair-from-principle';

/** The principle in the three requests, to the letter. Its own curly quotes would end the place where it stands. */
export function pairFromPrinciple({ principle }: { readonly principle: string }): PrincipleRequests {
  const quoted = `“${principle.trim().replaceAll('“', '"').replaceAll('”', '"')}”`;
  return {
    critique: `Say where the last answer does not do what this asks: ${quoted}`,
    revision: `Rewrite the last answer so that it does what this asks, and leave the rest of it alone: ${quoted}`,
    comparison: `Choose the answer that does better what this asks: ${quoted}`,
  };
}
