import type { Actions } from './actions';
import type { StudioState } from './studio-state';

/** What the store holds: the state, and what can be asked of it. `actions` never changes. */
export type Studio = StudioState & { readonly actions: Actions };
