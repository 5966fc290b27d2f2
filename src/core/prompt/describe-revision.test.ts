import { describe, expect, it } from 'vitest';
import { describeRevision } from './describe-revision';
import type { RevisionReason } from './revision';

describe('describeRevision', () => {
  it.each<[RevisionReason, string, string]>([
    [{ kind: 'edit-prompt' }, 'Reworded the prompt', 'by you'],
    [{ kind: 'add-principle', n: 6 }, 'Added principle 6', 'by you'],
    [{ kind: 'edit-principle', n: 2 }, 'Edited principle 2', 'by you'],
    [{ kind: 'delete-principles', numbers: [3] }, 'Deleted principle 3', 'by you'],
    [{ kind: 'delete-principles', numbers: [3, 4] }, 'Deleted 2 principles', 'by you'],
    [{ kind: 'turn-principles', to: 'off', numbers: [5] }, 'Turned principle 5 off', 'by you'],
    [{ kind: 'turn-principles', to: 'on', numbers: [5, 6, 7] }, 'Turned 3 principles on', 'by you'],
    [{ kind: 'move-principle', from: 2, to: 5 }, 'Moved principle 2 to 5', 'by you'],
    [{ kind: 'mutation', change: 'add', n: 6, feedback: 'kudos', run: 8 }, 'Added principle 6', 'Kudos, run 8'],
    [{ kind: 'mutation', change: 'edit', n: 2, feedback: 'critique', run: 4 }, 'Edited principle 2', 'Critique, run 4'],
    [
      { kind: 'mutation', change: 'delete', n: 1, feedback: 'rewrite', run: 5 },
      'Deleted principle 1',
      'Rewrite, run 5',
    ],
    [{ kind: 'update-prompt', feedback: 'rewrite', run: 5 }, 'Updated the prompt', 'Rewrite, run 5'],
    [{ kind: 'fold', count: 2 }, 'Folded 2 principles', 'into the prompt'],
    [{ kind: 'fold', count: 1 }, 'Folded 1 principle', 'into the prompt'],
    [{ kind: 'restore-original' }, 'Restored the original prompt', 'by you'],
    [{ kind: 'restore', of: 'r1' }, 'Restored an earlier version', 'by you'],
    [{ kind: 'restore', of: null }, 'Restored the first version', 'by you'],
    [{ kind: 'import', from: 'uses.json' }, 'Imported a prompt', 'from uses.json'],
  ])('says of %j: %s, %s', (reason, title, by) => {
    expect(describeRevision(reason)).toEqual({ title, by });
  });
});
