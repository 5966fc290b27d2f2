import type { Candidate } from '../conversation/candidate';
import { type Conversation, openingCue } from '../conversation/chat';
import type { Message, Turn } from '../conversation/turn';
import type { Instant, NewId } from '../effects';
import type { ModelRef } from '../model/model-ref';
import { noUsage } from '../model/reply';
import type { Said, Transcript, TranscriptCounts } from './transcript-file';

/** A file names no model, so its responses get this one: the studio shows it as "Gemini: not named in the file". */
export const unnamedModel: ModelRef = { provider: 'gemini', id: 'not named in the file' };

interface Deps {
  readonly newId: NewId;
  readonly at: Instant;
}

export interface ReadConversations {
  readonly turns: readonly Turn[];
  readonly conversations: readonly Conversation[];
}

/** Each transcript as a conversation with one branch. Turns are numbered from 1. */
export function conversationsOf(transcripts: readonly Transcript[], deps: Deps): ReadConversations {
  const turns: Turn[] = [];
  const conversations = transcripts.map((transcript, index): Conversation => {
    const id = deps.newId();
    const own = turnsOf(transcript, { ...deps, conversationId: id, first: turns.length + 1 });
    for (const turn of own) turns.push(turn);
    return { id, name: `Conversation ${index + 1}`, at: deps.at, leafId: own.at(-1)?.id ?? '' };
  });
  return { turns, conversations };
}

/** A message without a reply stands as one whose reply never came, so that it can be tried again. */
function turnsOf(
  { system, said }: Transcript,
  { newId, at, conversationId, first }: Deps & { readonly conversationId: string; readonly first: number },
): readonly Turn[] {
  const turns: Turn[] = [];
  for (const { asked, replies } of exchangesOf(said)) {
    const parent = turns.at(-1);
    const candidates = (replies.length === 0 ? [''] : replies).map((text): Candidate => candidateOf(newId(), text));
    const link = { conversationId, repliesTo: parent?.candidates[0]?.id ?? null };
    const message: Message =
      asked === null ? { ...link, text: openingCue, isCue: true } : { ...link, text: asked.texts.join('\n\n') };
    turns.push({
      id: newId(),
      n: first + turns.length,
      at,
      parentId: parent?.id ?? null,
      revisionId: null,
      input: { values: asked?.values ?? {}, prompt: system, message },
      model: unnamedModel,
      settings: {},
      candidates,
      chosenId: replies.length === 1 ? (candidates[0]?.id ?? null) : null,
    });
  }
  return turns.map((turn, index) =>
    turn.chosenId === null && index < turns.length - 1 ? { ...turn, chosenId: turn.candidates[0]?.id ?? null } : turn,
  );
}

/** A message with the replies to it; a bot that speaks first replies to nothing. */
function exchangesOf(
  said: readonly Said[],
): readonly { readonly asked: Said | null; readonly replies: readonly string[] }[] {
  const exchanges: { asked: Said | null; replies: readonly string[] }[] = [];
  for (const one of said) {
    const last = exchanges.at(-1);
    if (one.by === 'user') exchanges.push({ asked: one, replies: [] });
    else if (last === undefined || last.replies.length > 0) exchanges.push({ asked: null, replies: one.texts });
    else last.replies = one.texts;
  }
  return exchanges;
}

function candidateOf(id: string, text: string): Candidate {
  if (text === '') return { id, state: { status: 'interrupted', text }, feedback: [] };
  const finish = { kind: 'stop', code: 'IMPORTED' } as const;
  return { id, state: { status: 'answered', text, finish, usage: noUsage, tookMs: 0 }, feedback: [] };
}

/** What was decided or left out, in words. */
export function transcriptNotes({
  transcripts,
  counts,
}: {
  readonly transcripts: readonly Transcript[];
  readonly counts: TranscriptCounts;
}): readonly string[] {
  const others = transcripts.filter(({ system }) => system !== transcripts[0]?.system).length;
  const opened = transcripts.filter(({ said }) => said[0]?.by === 'bot').length;
  const unanswered = transcripts.filter(({ said }) => said.at(-1)?.by === 'user').length;
  const lines: readonly (string | false)[] = [
    'The file does not say which model answered, or when: the responses are kept as of today, from "Gemini: not named in the file".',
    opened > 0 &&
      `${counted(opened, 'conversation begins', 'conversations begin')} with the bot. A first turn that nobody sees stands before that, since models want the user to begin.`,
    counts.joined > 0 && `Joined by a blank line: ${counted(counts.joined, 'turn', 'turns')} of who had just spoken.`,
    unanswered > 0 &&
      `${counted(unanswered, 'conversation ends', 'conversations end')} with a message that has no reply. Try it again to get one.`,
    others > 0 &&
      `${counted(others, 'conversation was', 'conversations were')} held under another system message than the first. Their turns keep it; the description is the first one.`,
    counts.tools > 0 && `Left out: ${counted(counts.tools, 'tool turn', 'tool turns')}.`,
    counts.lateSystem > 0 &&
      `Left out: ${counted(counts.lateSystem, 'system message', 'system messages')} in the midst of a conversation.`,
    counts.parts > 0 &&
      `Left out: ${counted(counts.parts, 'image or other part', 'images or other parts')} of messages.`,
    counts.empty > 0 && `Left out: ${counted(counts.empty, 'turn', 'turns')} without text.`,
    counts.blank > 0 && `Left out: ${counted(counts.blank, 'conversation', 'conversations')} without turns.`,
  ];
  return lines.filter((line) => line !== false);
}

function counted(n: number, one: string, many: string): string {
  return n === 1 ? `1 ${one}` : `${n} ${many}`;
}
