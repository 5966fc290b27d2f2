import type { Replay, ReplayBot } from '../../core/conversation/replay';
import { isUnfinished } from '../../core/conversation/replay-steps';
import {
  type PlayedUser,
  type Scripts,
  scriptsOf,
  type UserScript,
  withOpening,
  withoutScript,
  withUser,
} from '../../core/conversation/scripts';
import { isTalking } from '../align/align-state';
import type { ActionContext } from '../context';
import { addReplay, continueReplay, patchReplay } from './replay';

/** A script without its id: as it is written. */
export type UserDraft = Omit<Extract<UserScript, { readonly kind: 'fixed' }>, 'id'> | Omit<PlayedUser, 'id'>;

export interface ReplayActions {
  /** `id`: of the one whose place it takes; null for a new one. */
  saveOpening(id: string | null, text: string): void;
  saveUser(id: string | null, user: UserDraft): void;
  deleteScript(id: string): void;
  /** As they were, to bring back what was deleted. */
  setScripts(scripts: Scripts): void;
  /** A script is said to the present bot, in a conversation of its own. */
  replay(userId: string): void;
  /** The same messages are said to two bots, one after the other, in a conversation each. */
  twoBots(userId: string, bots: readonly [left: ReplayBot, right: ReplayBot]): void;
  /** Goes on where a replay stopped. */
  continueReplay(conversationId: string): void;
  /** The author goes on without the script. */
  leaveReplay(conversationId: string): void;
}

export function replayActions(context: ActionContext): ReplayActions {
  const { deps, get, setProject, setAlign } = context;

  const setScripts = (change: (scripts: Scripts) => Scripts) =>
    setProject((project) => ({ ...project, chat: { ...project.chat, scripts: change(scriptsOf(project.chat)) } }));
  const begin = (userId: string, of: (user: UserScript) => Replay): void => {
    const user = scriptsOf(get().project.chat).users.find(({ id }) => id === userId);
    if (user === undefined || isTalking(get())) return;
    const id = addReplay(context, of(user));
    if (id !== null) void continueReplay(context, id);
  };

  return {
    saveOpening: (id, text) => setScripts((scripts) => withOpening(scripts, { id: id ?? deps.newId(), text })),
    saveUser: (id, user) => setScripts((scripts) => withUser(scripts, { ...user, id: id ?? deps.newId() })),
    deleteScript: (id) => setScripts((scripts) => withoutScript(scripts, id)),
    setScripts: (scripts) => setScripts(() => scripts),
    replay(userId) {
      const { project, settings } = get();
      const bot = { revisionId: project.history.head, principles: true, model: settings.promptModel };
      begin(userId, (user) => ({ user, bot }));
    },
    twoBots(userId, [bot, other]) {
      begin(userId, (user) => ({ user, bot, other }));
    },
    continueReplay(conversationId) {
      const { turns, chat } = get().project;
      const conversation = chat.conversations.find(({ id }) => id === conversationId);
      if (conversation === undefined || isTalking(get()) || !isUnfinished({ turns, chat }, conversation)) return;
      void continueReplay(context, conversationId);
    },
    leaveReplay(conversationId) {
      setAlign({ replay: null });
      patchReplay(context, conversationId, { end: 'left' });
    },
  };
}
