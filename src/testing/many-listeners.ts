import { setMaxListeners } from 'node:events';

/**
 * The calls of a run share its signal: 64 of them may be in flight, and each listens for the abort in several places until it ends. Node
 * takes more than ten listeners for a leak; one that is none stays far below this.
 */
setMaxListeners(500);
