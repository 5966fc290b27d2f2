import type { Feedback } from '../constitution/feedback';
import type { Principle, Source } from '../constitution/principle';
import type { Instant } from '../effects';
import { inline } from '../markdown-text';
import { modelOfName, practiceModel } from '../model/model-ref';
import type { InputSet } from './project';
import { type ReadPrompt, splitPrompt } from './read-prompt';

type ReadPrinciple = Omit<Principle, 'id'>;

/**
 * Reads a page back that `exportMarkdown` wrote, also with words changed by hand; null when it is another. A principle that is off or
 * folded stands in the page on one line. Of feedback the page has no response, and of times the day.
 */
export function readMarkdown(text: string, at: Instant): ReadPrompt | null {
  const parts = readParts(text);
  if (parts === null) return null;
  const listed = readPrinciples(parts.principles, at);
  const sent = splitPrompt(parts.prompt);
  const on = listed.filter(({ status }) => status === 'on');
  const agree = on.length === sent.principles.length;
  return {
    name: parts.name,
    preamble: agree ? sent.preamble : parts.prompt,
    // The prompt has them as they are sent, line by line; in the list each is on one line.
    principles: agree ? withTexts(listed, sent.principles) : listed.map(turnedOff),
    sets: readSets(parts.sets),
  };
}

interface Parts {
  readonly name: string;
  readonly prompt: string;
  readonly principles: readonly string[];
  readonly sets: readonly string[];
}

const opening = '\n\n## Prompt\n\n';
const principlesTitle = '\n\n## Principles\n\n';
const setsTitle = '## Input sets';

function readParts(text: string): Parts | null {
  const promptAt = text.indexOf(opening);
  if (!text.startsWith('# ') || promptAt === -1 || promptAt > text.indexOf('\n')) return null;
  const body = text.slice(promptAt + opening.length);
  let ticks = 0;
  while (body[ticks] === '`') ticks++;
  const fence = '`'.repeat(ticks);
  const start = ticks + 'text\n'.length;
  if (ticks < 3 || body.slice(ticks, start) !== 'text\n') return null;
  const end = body.indexOf(`\n${fence}${principlesTitle}`, start - 1);
  if (end === -1) return null;
  const lines = body
    .slice(end + 1 + fence.length + principlesTitle.length)
    .split('\n')
    .filter((line) => line !== '');
  const setsAt = lines.indexOf(setsTitle);
  return {
    name: plain(text.slice(2, promptAt)),
    prompt: body.slice(start, Math.max(start, end)),
    principles: setsAt === -1 ? lines : lines.slice(0, setsAt),
    sets: setsAt === -1 ? [] : lines.slice(setsAt + 1),
  };
}

function readPrinciples(lines: readonly string[], at: Instant): readonly ReadPrinciple[] {
  const principles: { text: string; status: Principle['status']; sources: Source[] }[] = [];
  for (const line of lines) {
    const numbered = /^\d{1,9}\. /.exec(line)?.[0];
    if (numbered !== undefined) principles.push({ ...textAndStatus(line.slice(numbered.length)), sources: [] });
    else if (line.startsWith(detail)) principles.at(-1)?.sources.push(readSource(line.slice(detail.length), at));
  }
  return principles
    .filter(({ text }) => text.trim() !== '')
    .map(({ text, status, sources }) => ({ text: text.trim(), status, sources: someSource(sources, at) }));
}

/** A line under an item. */
const detail = '   - ';

const notes = { off: ' *(off)*', folded: ' *(folded into the prompt)*' } as const;

function textAndStatus(line: string): Pick<Principle, 'text' | 'status'> {
  for (const status of ['off', 'folded'] as const) {
    if (line.endsWith(notes[status])) return { text: plain(line.slice(0, -notes[status].length)), status };
  }
  return { text: plain(line), status: 'on' };
}

function someSource(sources: readonly Source[], at: Instant): readonly Source[] {
  return sources.length > 0 ? sources : [{ by: 'import', at, from: 'Markdown' }];
}

function withTexts(listed: readonly ReadPrinciple[], sent: readonly string[]): readonly ReadPrinciple[] {
  const texts = [...sent];
  return listed.map((principle) => {
    if (principle.status !== 'on') return principle;
    const text = texts.shift() ?? principle.text;
    // Changed by hand in the list alone: the list is what people read and edit.
    return inline(text) === inline(principle.text) ? { ...principle, text } : principle;
  });
}

/** The prompt carries them in words that could not be told apart: sent a second time, they would stand there twice. */
function turnedOff(principle: ReadPrinciple): ReadPrinciple {
  return principle.status === 'on' ? { ...principle, status: 'off' } : principle;
}

function readSource(line: string, at: Instant): Source {
  const change = 'Changed from “';
  const by = '” by ';
  if (line.startsWith(change) && line.includes(by)) {
    const place = line.indexOf(by);
    const was = plain(line.slice(change.length, place));
    const source = readOrigin(line.slice(place + by.length), at);
    return source.by === 'import' ? source : { ...source, was };
  }
  if (line.startsWith('From a ')) return readOrigin(line.slice('From '.length), at);
  if (line.startsWith('Written by ')) return readOrigin(line.slice('Written by '.length), at);
  const dated = readDated(line);
  const from = line.startsWith('Imported from ') ? dated?.before.slice('Imported from '.length) : undefined;
  return { by: 'import', at: dated?.at ?? at, from: from === undefined ? 'Markdown' : plain(from) };
}

/** `the author, 2026-05-05`, or `a critique of response 2 in run 3, 2026-05-05, by Gemini: x: “Too long”`. */
function readOrigin(line: string, at: Instant): Source {
  const dated = readDated(line);
  if (dated?.before === 'the author') return { by: 'author', at: dated.at };
  const head = /^a (kudos|critique|rewrite) of response (\d{1,9}) in run (\d{1,9}), (\d{4}-\d{2}-\d{2}), /.exec(line);
  const rest = head === null ? '' : line.slice(head[0].length);
  const quoteAt = rest.indexOf(': “');
  if (head === null || quoteAt === -1 || !rest.endsWith('”')) return { by: 'import', at, from: 'Markdown' };
  const [, kind, candidate, n, day] = head;
  const who = rest.slice(0, quoteAt);
  return {
    by: 'feedback',
    at: instantOf(day ?? ''),
    feedback: { kind: kind as Feedback['kind'], text: plain(rest.slice(quoteAt + 3, -1)) }, // one of the three above
    run: { id: `run-${n}`, n: Number(n), candidateId: `run-${n}-${candidate}`, candidate: Number(candidate) },
    response: '',
    ...(who === 'in the words of the author'
      ? { model: practiceModel, verbatim: true as const }
      : { model: modelOfName(plain(who.replace(/^by /, ''))) ?? practiceModel }),
  };
}

function readDated(line: string): { readonly before: string; readonly at: Instant } | null {
  const day = /, (\d{4}-\d{2}-\d{2})$/.exec(line);
  return day === null ? null : { before: line.slice(0, day.index), at: instantOf(day[1] ?? '') };
}

function instantOf(day: string): Instant {
  return `${day}T00:00:00.000Z`;
}

function readSets(lines: readonly string[]): readonly Omit<InputSet, 'id'>[] {
  const sets: { name: string; values: [string, string][] }[] = [];
  for (const line of lines) {
    const colon = line.indexOf(': ');
    if (line.startsWith('- ')) sets.push({ name: plain(line.slice(2)), values: [] });
    else if (line.startsWith(detail) && colon !== -1)
      sets.at(-1)?.values.push([plain(line.slice(detail.length, colon)), plain(line.slice(colon + 2))]);
  }
  return sets.map(({ name, values }) => ({ name, values: Object.fromEntries(values) }));
}

/** Without the marks that `inline` puts before the signs of Markdown. */
function plain(text: string): string {
  return text.replace(/\\([\\`*_[\]<>#|~])/g, '$1');
}
