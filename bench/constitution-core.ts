import { composePrompt } from '../src/core/prompt/compose';
import { diffWords } from '../src/core/prompt/diff-words';
import { findConflicts } from '../src/core/prompt/find-conflicts';
import { commit, startHistory } from '../src/core/prompt/history';

/** What `constitution.mjs` measures, in one module so that it is bundled once. */
export const core = { composePrompt, findConflicts, commit, startHistory, diffWords };
