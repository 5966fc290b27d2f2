import { plannedSamples } from '../src/core/cases/plan';
import { runCases } from '../src/core/cases/run-cases';
import { importText } from '../src/core/project/import-project';

/** What `chat-cases.mjs` measures without a page, in one module so that it is bundled once. */
export const core = { importText, plannedSamples, runCases };
