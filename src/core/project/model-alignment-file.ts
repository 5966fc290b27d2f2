import * as z from 'zod/mini';
import type { Principle } from '../constitution/principle';
import type { Candidate } from '../conversation/candidate';
import type { Turn } from '../conversation/turn';
import type { Instant, NewId } from '../effects';
import { noUsage } from '../model/reply';
import { composePrompt } from '../prompt/compose';
import { newProject } from './new-project';
import type { InputSet, Project } from './project';
import { valuesSchema } from './schema-parts';
import { type Counts, noCounts, type Said, type Transcript } from './transcript-file';
import { conversationsOf, transcriptNotes, unnamedModel } from './transcript-turns';

/**
 * The state of PAIR's `model-alignment` (`ConstitutionalPrompt`, its fields written as JSON): where this studio comes from, and so
 * version 0 of its files. After several candidates, the library appends them as a list where a turn is expected.
 * Source: src/model_alignment/alignable_model_calls.py and single_run.py of that repository.
 */
const fileTurn = z.object({
  is_user: z.boolean(),
  text: z.string(),
  vars: z.optional(valuesSchema),
});
const principle = z.union([z.string(), z.object({ text: z.string() }), z.object({ principle: z.string() })]);

export const modelAlignmentSchema = z.object({
  preamble: z.string(),
  original_preamble: z.optional(z.nullable(z.string())),
  principles: z.optional(z.nullable(z.array(principle))),
  conversations: z.optional(z.nullable(z.array(z.array(z.union([fileTurn, z.array(fileTurn)]))))),
});

export type ModelAlignmentFile = z.output<typeof modelAlignmentSchema>;
type FileTurn = z.output<typeof fileTurn>;

interface Deps {
  readonly newId: NewId;
  readonly at: Instant;
}

export interface Converted {
  readonly project: Project;
  /** What was left out or decided, in words. */
  readonly notes: readonly string[];
}

const origin = 'model-alignment';

export function fromModelAlignment(file: ModelAlignmentFile, { newId, at }: Deps): Converted {
  const original = file.original_preamble ?? file.preamble;
  const folded = original !== '' && original !== file.preamble;
  const texts = (file.principles ?? []).map(principleText);
  const kept = texts.map((text) => text.trim()).filter((text) => text !== '');
  const said = file.conversations ?? [];
  const isTalk = said.some((turns) => turns.flat()[0]?.is_user === false || turns.flat().filter(isUser).length > 1);
  const exchanges = isTalk ? [] : said.map(readConversation);
  const sets = inputSets(exchanges, newId);

  const principles = kept.map(
    (text): Principle => ({
      id: newId(),
      text,
      status: folded ? 'folded' : 'on',
      sources: [{ by: 'import', at, from: origin }],
    }),
  );
  const project = newProject({
    id: newId(),
    name: 'Imported from model-alignment',
    at,
    prompt: { preamble: file.preamble, fold: folded ? { original, result: file.preamble } : null, principles },
    inputs: { values: sets.at(-1)?.values ?? {}, sets },
  });
  const filed = isTalk ? withConversations(project, { said, newId, at }) : withRuns(project, { exchanges, newId, at });
  return {
    project: filed.project,
    notes: [
      ...(folded && kept.length > 0
        ? ['The preamble had been rewritten, so the principles count as folded. Turn on those that it does not carry.']
        : []),
      ...filed.notes,
      ...notes({ file, exchanges, emptyPrinciples: texts.length - kept.length }),
    ],
  };
}

function isUser({ is_user }: FileTurn): boolean {
  return is_user;
}

/** Prompts that were run by themselves, each with what came back. */
function withRuns(
  project: Project,
  { exchanges, newId, at }: Deps & { readonly exchanges: readonly Exchange[] },
): Converted {
  const turns = exchanges
    .filter(({ responses }) => responses.length > 0)
    .map((exchange, index) => toTurn(exchange, { newId, at, n: index + 1 }));
  const notes =
    turns.length === 0
      ? []
      : [
          'The file does not say which model answered, or when: the responses are kept as of today, from "Gemini: not named in the file".',
        ];
  return { project: { ...project, turns, currentTurnId: turns.at(-1)?.id ?? null }, notes };
}

/** A bot that was talked to. What it was sent is not in the file: the prompt as it is now stands for that. */
function withConversations(
  project: Project,
  { said, newId, at }: Deps & { readonly said: NonNullable<ModelAlignmentFile['conversations']> },
): Converted {
  const composed = composePrompt({ document: project.prompt, values: project.inputs.values });
  const system = composed.ok ? composed.value.text : project.prompt.preamble;
  const counts = { ...noCounts };
  const read = said.map((turns): Transcript => ({ system, said: saidIn(turns, counts) }));
  const transcripts = read.filter((transcript) => transcript.said.length > 0);
  counts.blank = read.length - transcripts.length;
  const { turns, conversations } = conversationsOf(transcripts, { newId, at });
  const chat = { ...project.chat, conversations, currentId: conversations.at(-1)?.id ?? null };
  return { project: { ...project, mode: 'chat', turns, chat }, notes: transcriptNotes({ transcripts, counts }) };
}

/** Candidates stand for choice; other turns of one speaker in a row are joined. */
function saidIn(turns: readonly (FileTurn | readonly FileTurn[])[], counts: Counts): readonly Said[] {
  const said: Said[] = [];
  for (const turn of turns) {
    const all = 'is_user' in turn ? [turn] : turn;
    const filled = all.filter(({ text }) => text.trim() !== '');
    counts.empty += all.length - filled.length;
    const [first] = filled;
    if (first === undefined) continue;
    const by = first.is_user ? 'user' : 'bot';
    const texts = filled.map(({ text }) => text);
    const last = said.at(-1);
    if (last?.by !== by) said.push({ by, texts, ...(first.vars && { values: first.vars }) });
    else if (texts.length > 1 || last.texts.length > 1)
      said.splice(-1, 1, { ...last, texts: [...last.texts, ...texts] });
    else {
      said.splice(-1, 1, { ...last, texts: [[...last.texts, ...texts].join('\n\n')] });
      counts.joined += 1;
    }
  }
  return said;
}

interface Exchange {
  readonly prompt: string;
  readonly values: Readonly<Record<string, string>>;
  /** Candidates for the same prompt; none empty. */
  readonly responses: readonly string[];
  readonly leftOut: number;
}

/** The first thing that was sent, and what came back: a single prompt has no more turns than that. */
function readConversation(turns: readonly (FileTurn | readonly FileTurn[])[]): Exchange {
  const flat = turns.flat();
  const sent = flat.findIndex((one) => one.is_user);
  const rest = flat.slice(sent + 1);
  const end = rest.findIndex((one) => one.is_user);
  const answers = sent === -1 ? [] : rest.slice(0, end === -1 ? rest.length : end);
  const responses = answers.map((one) => one.text).filter((text) => text !== '');
  return {
    prompt: flat[sent]?.text ?? '',
    values: flat[sent]?.vars ?? {},
    responses,
    leftOut: flat.length - responses.length - (sent === -1 ? 0 : 1),
  };
}

function toTurn({ prompt, values, responses }: Exchange, { newId, at, n }: Deps & { readonly n: number }): Turn {
  const candidates = responses.map(
    (text): Candidate => ({
      id: newId(),
      state: { status: 'answered', text, finish: { kind: 'stop', code: 'IMPORTED' }, usage: noUsage, tookMs: 0 },
      feedback: [],
    }),
  );
  return {
    id: newId(),
    n,
    at,
    parentId: null,
    revisionId: null,
    input: { values, prompt, message: null },
    model: unnamedModel,
    settings: {},
    candidates,
    chosenId: candidates.length === 1 ? (candidates[0]?.id ?? null) : null,
  };
}

/** One for each different row of values. */
function inputSets(exchanges: readonly Exchange[], newId: NewId): readonly InputSet[] {
  const rows = new Map(
    exchanges
      .filter(({ values }) => Object.keys(values).length > 0)
      .map(({ values }) => [JSON.stringify(Object.entries(values).toSorted()), values]),
  );
  return [...rows.values()].map((values, index) => ({ id: newId(), name: `Input ${index + 1}`, values }));
}

function principleText(value: z.output<typeof principle>): string {
  if (typeof value === 'string') return value;
  return 'text' in value ? value.text : value.principle;
}

interface Noted {
  readonly file: ModelAlignmentFile;
  readonly exchanges: readonly Exchange[];
  readonly emptyPrinciples: number;
}

function notes({ file, exchanges, emptyPrinciples }: Noted): readonly string[] {
  const leftOut = exchanges.reduce((sum, exchange) => sum + exchange.leftOut, 0);
  const unknown = Object.keys(file).filter((key) => !Object.hasOwn(modelAlignmentSchema.shape, key));
  return [
    ...(leftOut > 0
      ? [`Left out: ${leftOut === 1 ? '1 turn' : `${leftOut} turns`} beyond the first prompt and its responses.`]
      : []),
    ...(emptyPrinciples > 0
      ? [`Left out: ${emptyPrinciples === 1 ? '1 empty principle' : `${emptyPrinciples} empty principles`}.`]
      : []),
    ...(unknown.length > 0 ? [`Left out, because unknown: ${unknown.join(', ')}.`] : []),
  ];
}
