import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { bareText, listLines, longest, sentencesOf, wordsOf } from './core/adherence/english';
import { read } from './core/adherence/rules';
import { lostInstructions } from './core/alignment/lost-instructions';
import { contentWords } from './core/constitution/content-words';
import { contradiction, likeness } from './core/constitution/find-conflicts';
import { readNumber } from './core/dataset/read-number';
import { readJson } from './core/instructions/read-json';
import { memorisingGuard } from './core/labeler/memorising';
import { modelWords } from './core/local/model-words';
import { withoutCodeFence } from './core/model/code-fence';
import { escapeTemplate, parseTemplate } from './core/prompt/template';
import { foldPrinciples } from './providers/practice/fold';
import { readRow, tellingWords } from './providers/practice/labeler/row-reading';
import { readRule } from './providers/practice/labeler/rule-reading';
import { createThoughtFilter } from './providers/server/thoughts';
import { withoutThoughts } from './providers/webllm/shown-text';
import { hideTex } from './views/ui/markdown/tex-source';
import { piecesOf } from './views/ui/plain-text';

const size = 200_000;
const filled = (piece: string): string => piece.repeat(Math.ceil(size / piece.length)).slice(0, size);

/** What looping models, broken files and attackers write: one piece again and again, and an end that spoils the match. */
const strings: readonly string[] = [
  ...[' ', '\n', '\t', '\u2028', 'a', 'A', '1', '.', '-', "'", '’', '"', '“', '(', '[', '{', '*', '`', '\\', '你'].map(
    filled,
  ),
  ...[
    'a ',
    'a\n',
    '1 ',
    '1.',
    'a....',
    '- ',
    '\n\n- ',
    '. ',
    'A. ',
    '," ',
    '{a}',
    '[a](',
    '\\(',
    '<think>',
    '</think>',
    '```\n',
  ].map(filled),
  `\`\`\`\n${filled('\n')}`,
  `${filled('- ')}x`,
  `a${filled('.')}b`,
  filled('ask for a list with examples, if not '),
].map((text) => `${text}\u0000x`);

const field = (text: string) => [{ name: 'text', text }];

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  withoutCodeFence,
  readJson: (text) => readJson(text, z.object({ a: z.string() })),
  'memorisingGuard of a row': (text) =>
    memorisingGuard({ task: text, labels: [], rows: [field(text)] }).sharedWith('Rule 12 of Anna.', field(text)),
  'memorisingGuard of a rule': (text) =>
    memorisingGuard({ task: '', labels: [], rows: [] }).sharedWith(text, field('Anna paid 12 euros.')),
  contentWords,
  contradiction: (text) => contradiction(text, 'Give at most 3 uses.'),
  likeness: (text) => likeness(text, 'Give at most 3 uses.'),
  lostInstructions: (text) => lostInstructions(text, 'Give at most 3 uses.'),
  parseTemplate,
  escapeTemplate,
  readNumber,
  modelWords,
  bareText,
  listLines,
  sentencesOf,
  wordsOf,
  longest: (text) => longest(sentencesOf(text)),
  'read of a wish': read,
  'foldPrinciples of a preamble': (preamble) => foldPrinciples({ preamble, principles: ['Be brief.'] }),
  'tellingWords of a row': (text) => tellingWords(readRow(field(text))),
  readRule,
  hideTex,
  piecesOf,
  'thoughts of a server, in pieces': (text) => {
    const filter = createThoughtFilter();
    for (let at = 0; at < text.length; at += 40) filter.take(text.slice(at, at + 40));
    return filter.end();
  },
  'thoughts of a local model, in pieces': (text) => {
    const shown = withoutThoughts();
    for (let at = 0; at < text.length; at += 40) shown.push(text.slice(at, at + 40));
    return shown.end();
  },
};

describe('what reads foreign text', () => {
  it.each(Object.entries(readers))(
    'is done with 40 strings of 200,000 characters: %s',
    (_, reader) => {
      expect(strings).toHaveLength(40);
      for (const text of strings) reader(text);
    },
    // A quadratic reader takes minutes for one of them.
    60_000,
  );
});
