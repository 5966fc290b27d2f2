import * as z from 'zod/mini';
import { broken } from './core/adherence/checks';
import { bareText, listLines, longest, sentencesOf, wordsOf } from './core/adherence/english';
import { read } from './core/adherence/rules';
import { describeUnderstanding } from './core/adherence/understanding';
import { lostInstructions } from './core/alignment/lost-instructions';
import { contentWords } from './core/constitution/content-words';
import type { Feedback } from './core/constitution/feedback';
import { plainSpelling } from './core/dataset/label-spelling';
import { readNumber } from './core/dataset/read-number';
import { spreadsheetText } from './core/dataset/spreadsheet-text';
import { compareAnswersInstruction } from './core/instructions/compare-answers';
import { critiqueQuestion } from './core/instructions/exchange';
import { fieldSoFar } from './core/instructions/field-so-far';
import { readJson } from './core/instructions/read-json';
import { reviseAnswerInstruction } from './core/instructions/revise-answer';
import { memorisingGuard } from './core/labeler/training/memorising';
import { modelWords } from './core/local/model-words';
import { withoutCodeFence } from './core/model/code-fence';
import { doubledToVariables } from './core/prompt/doubled-braces';
import { contradiction, likeness } from './core/prompt/find-conflicts';
import { escapeTemplate, parseTemplate } from './core/prompt/template';
import { readConstitution } from './core/tuning/constitution/read-constitution';
import { foldPrinciples } from './providers/practice/fold';
import { readRow, tellingWords } from './providers/practice/labeler/row-reading';
import { readRule } from './providers/practice/labeler/rule-reading';
import { proposeMutation } from './providers/practice/propose';
import { suggestRationales } from './providers/practice/rationales';
import { respond } from './providers/practice/respond';
import { answerPrompt } from './providers/practice/tuning/answer';
import { compareAnswers } from './providers/practice/tuning/comparison';
import { critiqueAnswer } from './providers/practice/tuning/critique';
import { reviseAnswer } from './providers/practice/tuning/revision';
import { connect } from './providers/server/connection';
import { readRefusal } from './providers/server/refusal';
import { refusalError } from './providers/server/refusal-error';
import { createThoughtFilter } from './providers/server/thoughts';
import { withoutThoughts } from './providers/webllm/shown-text';
import { redact } from './providers/wire/redact';
import { saidInBody } from './providers/wire/said';
import { hideTex } from './views/ui/markdown/tex-source';
import { piecesOf } from './views/ui/plain-text';
import { objectValues } from './workers/table/object-cells';
import { readLines } from './workers/table/row-reader';

/** 40 strings of so many characters: what looping models, broken files and attackers write: one piece again and again, and an end that spoils the match. */
export function adversarialStrings(size: number): readonly string[] {
  const filled = (piece: string): string => piece.repeat(Math.ceil(size / piece.length)).slice(0, size);
  return [
    ...[
      ' ',
      '\n',
      '\t',
      '\u2028',
      'a',
      'A',
      '1',
      '.',
      '-',
      "'",
      '’',
      '"',
      '“',
      '(',
      '[',
      '{',
      '*',
      '`',
      '\\',
      '你',
    ].map(filled),
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
}

const connection = connect({
  config: {
    address: 'https://models.example/v1',
    key: '',
    embeddingModel: '',
    requestsPerMinute: 60,
    parallelRequests: 4,
  },
  fetch: async () => new Response(),
  now: () => 0,
});
const subject = {
  preamble: 'Give three uses for {item}.',
  principles: [],
  prompt: 'Give three uses for a jar.',
  response: 'Hold pens. Grow herbs.',
  feedback: { kind: 'critique', text: 'Be brief.' },
} as const;
const propose = (feedback: Feedback) => proposeMutation({ ...subject, feedback });
const turn = (text: string) => ({ role: 'user', parts: [{ type: 'text', text }] }) as const;
const stage = (answer: string, critiqueRequest: string) => ({
  exchange: { system: '', conversation: [turn('Why?')], answer },
  critiqueRequest,
});
const field = (text: string) => [{ name: 'text', text }];

/** What reads replies, files, prompts and refusals: it has to be done in time that grows with their length. */
export const readers: Readonly<Record<string, (text: string) => unknown>> = {
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
  spreadsheetText,
  plainSpelling,
  doubledToVariables,
  saidInBody,
  redact: (text) => redact(text, 'a-key-of-the-author'),
  objectValues,
  describeUnderstanding: (instruction) => describeUnderstanding({ instruction, principles: [], values: {} }),
  'checks of a response': (text) => broken(read('Use a numbered list of 3 uses. Mention glue.'), text),
  'rows of a table': (text) => readLines(text, { delimiter: ',', newline: '\n', quotes: 'csv', escape: 'double' }),
  'refusal of a server': async (message) => {
    const response = new Response(JSON.stringify({ error: { message } }), { status: 400 });
    return refusalError(await readRefusal(response), { connection, model: 'm' });
  },
  'a critique that becomes a principle': (text) => propose({ kind: 'critique', text }),
  'kudos that become a principle': (text) => propose({ kind: 'kudos', text }),
  'a rewrite that becomes a principle': (text) => propose({ kind: 'rewrite', text }),
  'a principle that a critique is compared with': (text) =>
    proposeMutation({ ...subject, principles: [{ n: 1, text }], feedback: { kind: 'critique', text: 'Be brief.' } }),
  'rationales of a response': (response) =>
    suggestRationales({ kind: 'critique', prompt: 'Give uses.', response, principles: [] }),
  'a prompt that the practice model answers': (instruction) => respond({ instruction, principles: [], values: {} }, 0),
  'a value that the practice model is given': (text) =>
    respond({ instruction: `Sum up: ${text}`, principles: [], values: { text } }, 0),
  'an exchange that is shown': (text) => critiqueQuestion(stage(text, text)),
  'a field that is being written': (text) => fieldSoFar(`{"critique": "${text}`, 'critique'),
  'a revision under its heading': (text) => reviseAnswerInstruction.parse(text),
  'answers that are compared': (text) =>
    compareAnswersInstruction.render({
      system: '',
      conversation: [turn(text)],
      examples: [],
      principle: text,
      answers: [text, text],
    }),
  'a file of a constitution': (text) => readConstitution(text, () => 'id'),
  'an entry of a constitution': (text) =>
    readConstitution(`{"comparison_principles": [${JSON.stringify(text)}, ["${text.length}"]]}`, () => 'id'),
  'a prompt that practice data is made of': (text) => answerPrompt({ system: text, conversation: [turn(text)] }, 1),
  'an answer that the practice model criticises': (text) => critiqueAnswer(stage(text, text)),
  'an answer that the practice model revises': (text) =>
    reviseAnswer({ ...stage(text, 'Use bullets.'), critique: text, revisionRequest: 'Use bullets.' }, 1),
  'answers that the practice model compares': (text) =>
    compareAnswers({ conversation: [turn(text)], principle: text, answers: [text, text] }),
};
