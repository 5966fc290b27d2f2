import type { PrincipleCondition } from './principle';

/** A proposed change to a constitution. Targets are ids, so that it can be seen to be outdated. */
export type Mutation =
  | { readonly kind: 'add'; readonly text: string; readonly when?: PrincipleCondition }
  | { readonly kind: 'edit'; readonly id: string; readonly text: string; readonly when?: PrincipleCondition }
  | { readonly kind: 'delete'; readonly id: string };
