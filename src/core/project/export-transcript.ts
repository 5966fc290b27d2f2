import { repliesOf, replyOf } from '../conversation/branches';
import { candidateText } from '../conversation/candidate';
import { type Conversation, currentConversation } from '../conversation/chat';
import { shownPath } from '../conversation/shown-leaf';
import { branchesOf } from '../conversation/tree';
import type { Turn } from '../conversation/turn';
import { fileStem } from '../file-stem';
import { fenced, inline } from '../markdown-text';
import type { ExportedFile } from './export-project';
import type { Project } from './project';

export type TranscriptFormat = 'conversation-json' | 'conversation-markdown';

interface TranscriptChoice {
  readonly format: TranscriptFormat;
  /** What is on the screen of the conversation, or every way that it went. */
  readonly branches: 'shown' | 'all';
}

/** How many branches the conversation on the screen has; 0 where there is none. */
export function branchCount({ turns, chat }: Pick<Project, 'turns' | 'chat'>): number {
  const conversation = currentConversation(chat);
  return conversation === null ? 0 : branchesOf(turns, conversation.id).length;
}

/** The conversation on the screen. One path is a JSON file; all of them are a line each (JSONL), the one that was written to last at the end. */
export function exportTranscript(project: Project, { format, branches }: TranscriptChoice): ExportedFile {
  const conversation = currentConversation(project.chat);
  if (conversation === null) throw new Error('Expected a conversation on the screen.');
  const paths =
    branches === 'all' ? branchesOf(project.turns, conversation.id) : [shownPath(project.turns, conversation)];
  const stem = `${fileStem(project.name)}.${fileStem(conversation.name)}`;
  if (format === 'conversation-markdown') {
    const text = markdownOf(project, { conversation, paths, branches });
    return { fileName: `${stem}.md`, mimeType: 'text/markdown', text };
  }
  const lists = paths.map((path) => ({ messages: messagesOf(path) }));
  if (branches === 'all') {
    const text = lists.map((list) => `${JSON.stringify(list)}\n`).join('');
    return { fileName: `${stem}.jsonl`, mimeType: 'application/jsonl', text };
  }
  return { fileName: `${stem}.json`, mimeType: 'application/json', text: `${JSON.stringify(lists[0], null, 2)}\n` };
}

interface SaidMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** As the last turn was sent: the description with its principles, then what was said, but for the cue, which nobody said. */
function messagesOf(path: readonly Turn[]): readonly SaidMessage[] {
  const system = path.at(-1)?.input.prompt ?? '';
  return [...(system === '' ? [] : [{ role: 'system', content: system } as const]), ...saidOn(path)];
}

function saidOn(path: readonly Turn[]): readonly SaidMessage[] {
  const replies = repliesOf(path);
  return path.flatMap((turn, index): readonly SaidMessage[] => {
    const { message } = turn.input;
    const reply = replies[index] ?? replyOf(turn);
    return [
      ...(message === null || message.isCue === true ? [] : [{ role: 'user', content: message.text } as const]),
      ...(reply === null ? [] : [{ role: 'assistant', content: candidateText(reply.state) } as const]),
    ];
  });
}

interface Paths {
  readonly conversation: Conversation;
  readonly paths: readonly (readonly Turn[])[];
  readonly branches: TranscriptChoice['branches'];
}

function markdownOf({ name, chat }: Project, { conversation, paths, branches }: Paths): string {
  const bot = inline(chat.botName.trim() === '' ? 'Bot' : chat.botName.trim());
  const system = paths.at(-1)?.at(-1)?.input.prompt ?? '';
  const sections = [
    `# ${inline(name)}: ${inline(conversation.name)}`,
    ...(system === '' ? [] : [`## Bot description\n\n${fenced(system)}`]),
    ...paths.map((path, index) => {
      const given = chat.branchNames[path.at(-1)?.id ?? ''];
      const heading = branches === 'shown' ? 'Conversation' : (given ?? `Branch ${index + 1}`);
      const said = saidOn(path).map(
        ({ role, content }) => `**${role === 'user' ? 'You' : bot}**\n\n${content.trimEnd()}`,
      );
      return [`## ${inline(heading)}`, ...said].join('\n\n');
    }),
  ];
  return `${sections.join('\n\n')}\n`;
}
