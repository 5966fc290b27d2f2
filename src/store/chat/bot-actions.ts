import type { Chat } from '../../core/conversation/chat';
import type { Project } from '../../core/project/project';
import type { ActionContext } from '../context';

export interface BotActions {
  /** Whether the prompt is run by itself, or describes a bot that is talked to. */
  setMode(mode: Project['mode']): void;
  setBot(change: Partial<Pick<Chat, 'botName' | 'opening' | 'speaker'>>): void;
  /** The message that is being written, in the conversation on the screen. */
  setMessage(text: string): void;
}

/** What is typed: at hand from the first key on, unlike the other actions of a conversation. */
export function botActions({ setProject }: ActionContext): BotActions {
  const setChat = (change: (chat: Chat) => Chat) =>
    setProject((project) => ({ ...project, chat: change(project.chat) }));
  return {
    setMode: (mode) => setProject((project) => (project.mode === mode ? project : { ...project, mode })),
    setBot: (change) => setChat((chat) => ({ ...chat, ...change })),
    setMessage: (text) =>
      setChat((chat) => ({ ...chat, messages: { ...chat.messages, [chat.currentId ?? '']: text } })),
  };
}
