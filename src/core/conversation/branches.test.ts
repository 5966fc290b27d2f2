import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCandidate, buildTurn, someInstant } from '../../testing/builders';
import {
  ownTurns,
  repliesOf,
  replyOf,
  siblingsOf,
  withBroughtBack,
  withChoice,
  withConversationsOf,
  withoutBranch,
  withoutConversation,
  withTurn,
} from './branches';
import { blankChat, currentConversation } from './chat';
import { copiedConversation } from './copy-conversation';
import { latestLeaf, shownPath, type Talk, withLeaf, withTurnShown } from './shown-leaf';
import { branchesOf } from './tree';
import { treeProblems } from './tree-problems';
import type { Turn } from './turn';

function said(id: string, parent: Turn | null, given: Partial<Turn> = {}): Turn {
  const repliesTo = parent?.chosenId ?? parent?.candidates[0]?.id ?? null;
  return buildTurn({
    id,
    n: Number(id.replace(/\D/g, '')),
    parentId: parent?.id ?? null,
    input: {
      values: {},
      prompt: 'You keep a museum.',
      message: { conversationId: 'talk', text: `Said in ${id}.`, repliesTo },
    },
    candidates: ['a', 'b'].map((name) => buildCandidate({ id: `${id}${name}` })),
    chosenId: `${id}a`,
    ...given,
  });
}

/** 1 – 2 – 3, and 4 beside 2. */
function forked() {
  const one = said('t1', null);
  const two = said('t2', one);
  const three = said('t3', two);
  const four = said('t4', one);
  const conversation = { id: 'talk', name: 'Talk', at: someInstant, leafId: 't4' };
  const turns = [one, two, three, four];
  const talk: Talk = { turns, chat: { ...blankChat, conversations: [conversation], currentId: 'talk' } };
  return { one, two, three, four, turns, talk };
}

const leafOf = ({ chat }: Talk) => currentConversation(chat)?.leafId;
const shownIds = ({ turns, chat }: Talk) => shownPath(turns, currentConversation(chat)).map(({ id }) => id);

describe('a conversation with branches', () => {
  it('shows the path from its root to the turn that was chosen, with the replies that were gone on from', () => {
    const { talk, two } = forked();
    const rewound = withLeaf(talk, 't3');
    expect(shownIds(rewound)).toEqual(['t1', 't2', 't3']);
    const path = shownPath(rewound.turns, currentConversation(rewound.chat));
    expect(repliesOf(path).map((reply) => reply?.id)).toEqual(['t1a', 't2a', 't3a']);
    expect(siblingsOf(talk.turns, two).map(({ id }) => id)).toEqual(['t2', 't4']);
    expect(latestLeaf(talk.turns, 't2')).toBe('t3');
  });

  it('loses nothing when another response of an earlier turn is chosen: what followed the former one is a branch', () => {
    const { talk } = forked();
    const chosen = withChoice(talk, { turnId: 't1', candidateId: 't1b' });
    expect(shownIds(chosen)).toEqual(['t1']);
    expect(branchesOf(chosen.turns, 'talk')).toHaveLength(2);
    const root = chosen.turns[0];
    if (root === undefined) throw new Error('Expected a root.');
    const next = withTurn(chosen, said('t5', root));
    expect(shownIds(next)).toEqual(['t1', 't5']);
    expect(next.turns.at(-1)?.input.message?.repliesTo).toBe('t1b');
    expect(branchesOf(next.turns, 'talk')).toHaveLength(3);
  });

  it('replies to the first response that has words where none was chosen', () => {
    const empty = buildCandidate({ id: 'empty', state: { status: 'cancelled', text: ' ' } });
    const busy = buildCandidate({ id: 'busy', state: { status: 'streaming', text: 'Half' } });
    const cut = buildCandidate({ id: 'cut', state: { status: 'cancelled', text: 'Half a' } });
    expect(replyOf(said('t1', null, { candidates: [empty, busy, cut], chosenId: null }))?.id).toBe('cut');
    expect(replyOf(said('t1', null, { candidates: [empty, busy], chosenId: null }))).toBeNull();
  });

  it('loses with a branch what that one alone has, and shows the one that is left', () => {
    const { talk } = forked();
    expect(ownTurns(talk.turns, 't3').map(({ id }) => id)).toEqual(['t2', 't3']);
    const left = withoutBranch(withLeaf(talk, 't3'), 't3');
    expect(left.turns.map(({ id }) => id)).toEqual(['t1', 't4']);
    expect(leafOf(left)).toBe('t4');
    const none = withoutBranch(left, 't4');
    expect(none.turns).toEqual([]);
    expect(none.chat.conversations).toEqual([]);
    expect(none.chat.currentId).toBeNull();
  });

  it('keeps the name of a branch that goes on, and gives none to one that begins beside it', () => {
    const { talk, three, two } = forked();
    const named = { ...withLeaf(talk, 't3'), chat: { ...withLeaf(talk, 't3').chat, branchNames: { t3: 'Polite' } } };
    expect(withTurn(named, said('t5', three)).chat.branchNames).toEqual({ t5: 'Polite' });
    expect(withTurn(named, said('t5', two)).chat.branchNames).toEqual({ t3: 'Polite' });
  });

  it('shows a turn that somebody asks for, on the branch that is on the screen where it is there', () => {
    const { talk, one, three } = forked();
    expect(leafOf(withTurnShown(talk, one))).toBe('t4');
    expect(leafOf(withTurnShown(talk, three))).toBe('t3');
    expect(withTurnShown({ ...talk, chat: { ...talk.chat, currentId: null } }, one).chat.currentId).toBe('talk');
  });

  it('comes back after a deletion, and what was named or said elsewhere since stays', () => {
    const { talk } = forked();
    const other = said('t9', null, {
      input: {
        ...talk.turns[0]?.input,
        values: {},
        prompt: '',
        message: { conversationId: 'other', text: 'Hi.', repliesTo: null },
      },
    });
    const both = { turns: [...talk.turns, other], chat: withConversationsOf(talk.chat, [...talk.turns, other]) };
    const left = withoutBranch(both, 't3');
    const named = {
      ...left.chat,
      conversations: left.chat.conversations.map((one) => ({ ...one, name: `${one.name}!` })),
    };
    const gone = both.turns.filter(({ id }) => !left.turns.some((turn) => turn.id === id));
    const back = withBroughtBack({ turns: left.turns, chat: named }, { turns: gone, chat: both.chat });
    expect(back.turns.map(({ id }) => id)).toEqual(['t1', 't2', 't3', 't4', 't9']);
    expect(back.chat.conversations.map(({ name }) => name)).toEqual(['Talk!', 'Conversation 2!']);
    expect(withBroughtBack(back, { turns: gone, chat: both.chat }).turns, 'no turn twice').toEqual(back.turns);
  });

  it('is copied whole, under ids of its own', () => {
    const { talk } = forked();
    let n = 0;
    const newId = () => {
      n += 1;
      return `new${n}`;
    };
    const copied = copiedConversation(talk, { id: 'talk', newId, at: someInstant });
    expect(copied.turns).toHaveLength(8);
    expect(treeProblems(copied.turns)).toEqual([]);
    expect(copied.chat.conversations.map(({ name }) => name)).toEqual(['Talk', 'Talk (copy)']);
    expect(shownPath(copied.turns, currentConversation(copied.chat)).map(({ input }) => input.message?.text)).toEqual([
      'Said in t1.',
      'Said in t4.',
    ]);
  });

  it('is listed where nobody had listed it, and not where nothing is left of it', () => {
    const { turns } = forked();
    const listed = withConversationsOf(blankChat, turns);
    expect(listed.conversations).toEqual([{ id: 'talk', name: 'Conversation 1', at: turns[0]?.at, leafId: 't4' }]);
    expect(listed.currentId).toBe('talk');
    expect(withConversationsOf(listed, []).conversations).toEqual([]);
  });
});

describe('whatever is done to a conversation', () => {
  const step = fc.record({
    what: fc.constantFrom('send', 'select', 'edit', 'rewind', 'delete', 'conversation' as const),
    at: fc.nat({ max: 50 }),
  });

  it('leaves one root, no orphan, and a path that ends with a turn that is there', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        let talk: Talk = withTurnsOf(said('t1', null));
        let n = 1;
        for (const { what, at } of steps) {
          const turn = talk.turns[at % Math.max(1, talk.turns.length)];
          n += 1;
          if (turn === undefined) talk = withTurnsOf(said(`t${n}`, null));
          else talk = done(talk, { what, turn, id: `t${n}`, at });
          expect(treeProblems(talk.turns)).toEqual([]);
          const conversation = currentConversation(talk.chat);
          expect(talk.turns.length === 0).toBe(conversation === null);
          if (conversation !== null) expect(shownIds(talk).at(0)).toBe(talk.turns[0]?.id);
          expect(withConversationsOf(talk.chat, talk.turns)).toEqual(talk.chat);
        }
      }),
    );
  });
});

interface Step {
  readonly what: 'send' | 'select' | 'edit' | 'rewind' | 'delete' | 'conversation';
  readonly turn: Turn;
  readonly id: string;
  readonly at: number;
}

function done(talk: Talk, { what, turn, id, at }: Step): Talk {
  const leaf = talk.turns.find((one) => one.id === leafOf(talk)) ?? turn;
  switch (what) {
    case 'send':
      return withTurn(talk, said(id, leaf));
    case 'select':
      return withChoice(talk, { turnId: turn.id, candidateId: turn.candidates[at % 2]?.id ?? null });
    case 'edit': {
      const parent = talk.turns.find((one) => one.id === turn.parentId) ?? turn;
      return withTurn(talk, said(id, parent));
    }
    case 'rewind':
      return withLeaf(talk, turn.id);
    case 'delete':
      return withoutBranch(talk, latestLeaf(talk.turns, turn.id));
    case 'conversation':
      return withoutConversation(talk, 'another');
  }
}

function withTurnsOf(root: Turn): Talk {
  return { turns: [root], chat: withConversationsOf(blankChat, [root]) };
}
