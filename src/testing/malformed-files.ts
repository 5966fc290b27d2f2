import { practiceModel } from '../core/model/model-ref';
import { exportProjectJson, exportPromptJson } from '../core/project/export-project';
import type { Project } from '../core/project/project';
import { projectFileVersion } from '../core/project/project-file-schema';
import { samples } from '../core/project/samples';
import { commit } from '../core/prompt/history';
import { buildCandidate, buildTurn } from './builders';

/** A file that import refuses, and what it has to say: the title and the problems, a line each. */
export interface MalformedFile {
  readonly name: string;
  /** Made when asked for: one of them is over 50 MB. */
  readonly content: () => string | Uint8Array<ArrayBuffer>;
  readonly expectMessage: RegExp;
}

const at = '2026-03-01T10:00:00.000Z';

/** A project with a revision and a run, so that there is something to spoil. */
export function wellFormedProject(): Project {
  const sample = samples[1]?.build({ id: 'well-formed', at });
  if (sample === undefined) throw new Error('There is no second sample.');
  const { document, history } = commit(
    { document: sample.prompt, history: sample.history },
    { ...sample.prompt, preamble: `${sample.prompt.preamble}\n\nBe kind.` },
    { id: 'revision-1', at, reason: { kind: 'edit-prompt' } },
  );
  return {
    ...sample,
    prompt: document,
    history,
    sampling: { temperature: 1 },
    turns: [
      buildTurn({
        id: 'run-1',
        at,
        revisionId: 'revision-1',
        input: { values: sample.inputs.values, prompt: 'Summarise.', message: null },
        candidates: [buildCandidate({ id: 'candidate-1' })],
        chosenId: 'candidate-1',
      }),
    ],
    currentTurnId: 'run-1',
  };
}

const project = (): string => exportProjectJson(wellFormedProject());
const prompt = (): string => exportPromptJson(wellFormedProject(), { model: practiceModel });

type Spoiled = Record<string, unknown>;

/** The project file with one thing changed. The path is made of names and numbers: `prompt.principles.0.text`. */
function changed(path: string, value: unknown, file: () => string = project): () => string {
  return () => {
    const data = JSON.parse(file()) as Spoiled; // our own export
    const steps = path.split('.');
    const last = steps.pop() ?? '';
    const parent = steps.reduce((at, step) => at[step] as Spoiled, data); // paths in this file lead somewhere
    if (value === undefined) delete parent[last];
    else parent[last] = value;
    return JSON.stringify(data);
  };
}

/** The list with its first item a second time. */
function repeated(path: string): () => string {
  return () => {
    const data = JSON.parse(project()) as Spoiled; // our own export
    const list = path.split('.').reduce<unknown>((at, step) => (at as Spoiled)[step], data) as unknown[]; // a list in this file
    list.push(structuredClone(list[0]));
    return JSON.stringify(data);
  };
}

export const malformedFiles: readonly MalformedFile[] = [
  { name: 'empty', content: () => '', expectMessage: /The file is empty\nExpected a project or a prompt/ },
  { name: 'white-space', content: () => ' \n\t\n', expectMessage: /The file is empty/ },
  {
    name: 'prose',
    content: () => 'Give three uses.',
    expectMessage: /not valid JSON\nLine 1, column 1: expected a value, got "Give"/,
  },
  { name: 'cut-off', content: () => project().slice(0, 400), expectMessage: /Line \d+, column \d+: .*cut off/ },
  {
    name: 'cut-in-text',
    content: () => '{\n  "kind": "constit',
    expectMessage: /Line 2, column 11: the text that begins here has no closing quote/,
  },
  {
    name: 'missing-comma',
    content: () => '{"a": 1\n "b": 2}',
    expectMessage: /Line 2, column 2: expected a comma or }, got "\\""/,
  },
  {
    name: 'trailing-comma',
    content: () => '{"a": [1, 2,]}',
    expectMessage: /Line 1, column 13: expected a value, got "]"/,
  },
  {
    name: 'single-quotes',
    content: () => "{'a': 1}",
    expectMessage: /Line 1, column 2: expected the name of a field in double quotes, got "'"/,
  },
  {
    name: 'python-literals',
    content: () => '{"a": None}',
    expectMessage: /Line 1, column 7: expected a value, got "None"/,
  },
  { name: 'no-colon', content: () => '{"a" 1}', expectMessage: /Line 1, column 6: expected a colon, got "1"/ },
  {
    name: 'raw-line-break',
    content: () => '{"a": "b\nc"}',
    expectMessage: /Line 1, column 9: inside a text, a line break/,
  },
  {
    name: 'bad-escape',
    content: () => '{"a": "C:\\Users"}',
    expectMessage: /Line 1, column 10: a backslash has to be written as/,
  },
  {
    name: 'two-documents',
    content: () => `${project()}${project()}`,
    expectMessage: /expected the end of the file, got "{"/,
  },
  {
    name: 'not-utf-8',
    content: () => new Uint8Array([0x7b, 0xff, 0xfe, 0xfd, 0x7d]),
    expectMessage: /The file is not text\nExpected UTF-8/,
  },
  {
    name: 'odd-utf-16',
    content: () => new Uint8Array([0xff, 0xfe, 0x7b]),
    expectMessage: /The file is not text\nExpected UTF-16LE/,
  },
  {
    name: 'picture',
    content: () => new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    expectMessage: /The file is not text/,
  },
  {
    name: 'over-50-mb',
    content: () => ' '.repeat(51 * 1024 * 1024),
    expectMessage: /The file is too large\nIt has 51\.0 MB; files up to 50 MB/,
  },
  { name: 'list', content: () => '[1, 2]', expectMessage: /not a project or prompt\n.*got a list\. Choose a file/ },
  { name: 'number', content: () => '42', expectMessage: /not a project or prompt\n.*got the number 42/ },
  { name: 'null', content: () => 'null', expectMessage: /not a project or prompt\n.*got null/ },
  { name: 'no-kind', content: () => '{"name": "x"}', expectMessage: /not a project or prompt\n.*got no "kind"/ },
  {
    name: 'other-kind',
    content: changed('kind', 'somebody/else'),
    expectMessage: /not a project or prompt\n.*got the text "somebody\/else"/,
  },
  {
    name: 'newer-project',
    content: changed('version', projectFileVersion + 1),
    expectMessage: /newer version\nIt has version \d+; this app reads up to \d+\. Update/,
  },
  { name: 'newer-prompt', content: changed('version', 7, prompt), expectMessage: /newer version\nIt has version 7/ },
  {
    name: 'no-version',
    content: changed('version', undefined),
    expectMessage: /version: expected a whole number from 1, got nothing/,
  },
  {
    name: 'version-in-words',
    content: changed('version', '1'),
    expectMessage: /version: expected a whole number from 1, got the text "1"/,
  },
  {
    name: 'missing-field',
    content: changed('prompt.preamble', undefined),
    expectMessage: /prompt\.preamble: missing, expected text/,
  },
  { name: 'missing-list', content: changed('turns', undefined), expectMessage: /turns: missing, expected a list/ },
  {
    name: 'extra-field',
    content: changed('turns.0.note', 'x'),
    expectMessage: /turns\[0\]\.note: not a field of this format/,
  },
  {
    name: 'a-key',
    content: changed('apiKey', 'secret'),
    expectMessage: /^(?![\s\S]*secret)[\s\S]*apiKey: not a field of this format/,
  },
  {
    name: 'number-for-text',
    content: changed('prompt.principles.0.text', 3),
    expectMessage: /prompt\.principles\[0\]\.text: expected text, got the number 3/,
  },
  {
    name: 'text-for-list',
    content: changed('prompt.principles', 'none'),
    expectMessage: /prompt\.principles: expected a list, got the text "none"/,
  },
  { name: 'null-for-object', content: changed('drafts', null), expectMessage: /drafts: expected an object, got null/ },
  {
    name: 'unknown-status',
    content: changed('prompt.principles.0.status', 'asleep'),
    expectMessage: /status: expected one of "on", "off", "folded", got the text "asleep"/,
  },
  {
    name: 'unknown-state',
    content: changed('turns.0.candidates.0.state.status', 'done'),
    expectMessage: /turns\[0\]\.candidates\[0\]\.state\.status: expected one of "waiting", .*got the text "done"/,
  },
  {
    name: 'bad-time',
    content: changed('createdAt', 'yesterday'),
    expectMessage: /createdAt: expected a time such as "2026-/,
  },
  {
    name: 'impossible-time',
    content: changed('createdAt', '2026-13-01T00:00:00.000Z'),
    expectMessage: /createdAt: expected a time that exists/,
  },
  {
    name: 'value-not-text',
    content: changed('inputs.values.my text', 5),
    expectMessage: /inputs\.values\["my text"\]: expected text, got the number 5/,
  },
  {
    name: 'empty-principle',
    content: changed('prompt.principles.0.text', '  '),
    expectMessage: /prompt\.principles\[0\]\.text: expected text without space at its ends/,
  },
  {
    name: 'no-sources',
    content: changed('prompt.principles.0.sources', []),
    expectMessage: /sources: expected at least one/,
  },
  {
    name: 'too-hot',
    content: changed('sampling.temperature', 9),
    expectMessage: /sampling\.temperature: expected a number from 0 to 2, got 9/,
  },
  {
    name: 'same-principle-twice',
    content: repeated('prompt.principles'),
    expectMessage: /prompt\.principles\[1\]\.id: "principle-1" is used twice/,
  },
  { name: 'same-turn-twice', content: repeated('turns'), expectMessage: /turns\[1\]\.id: "run-1" is used twice/ },
  {
    name: 'same-set-twice',
    content: repeated('inputs.sets'),
    expectMessage: /inputs\.sets\[2\]\.id: "set-1" is used twice/,
  },
  {
    name: 'same-revision-twice',
    content: repeated('history.revisions'),
    expectMessage: /history\.revisions\[1\]\.id: "revision-1" is used twice/,
  },
  {
    name: 'unknown-parent',
    content: changed('history.revisions.0.parent', 'nobody'),
    expectMessage: /history\.revisions\[0\]\.parent: no earlier revision has the id "nobody"/,
  },
  {
    name: 'patch-that-does-not-fit',
    content: changed('history.revisions.0.patch.preamble.before', 'Other'),
    expectMessage: /history\.revisions\[0\]\.patch: does not fit/,
  },
  {
    name: 'unknown-head',
    content: changed('history.head', 'nobody'),
    expectMessage: /history\.head: no revision has the id "nobody"/,
  },
  {
    name: 'history-elsewhere',
    content: changed('prompt.preamble', 'Other'),
    expectMessage: /history\.head: does not lead to the prompt/,
  },
  {
    name: 'unknown-current-run',
    content: changed('currentTurnId', 'run-9'),
    expectMessage: /currentTurnId: there is no turn "run-9"/,
  },
  {
    name: 'unknown-selected',
    content: changed('turns.0.chosenId', 'candidate-9'),
    expectMessage: /turns\[0\]\.chosenId: this turn has no candidate "candidate-9"/,
  },
  {
    name: 'draft-of-nothing',
    content: changed('drafts.feedback', {
      turnId: 'run-9',
      candidateId: 'x',
      kind: 'kudos',
      quote: '',
      applyAs: 'principle',
    }),
    expectMessage: /drafts\.feedback\.turnId: there is no turn "run-9"/,
  },
  {
    name: 'prompt-without-model',
    content: changed('model', undefined, prompt),
    expectMessage: /model: missing, expected an object/,
  },
  {
    name: 'prompt-with-turns',
    content: changed('turns', [], prompt),
    expectMessage: /turns: not a field of this format/,
  },
  {
    name: 'ancestor-with-number',
    content: () => '{"preamble": "Hi", "principles": [1]}',
    expectMessage: /principles\[0\]: expected text or an object, got the number 1/,
  },
  {
    name: 'ancestor-with-bad-turn',
    content: () => '{"preamble": "Hi", "conversations": [[{"is_user": true, "text": 5}]]}',
    expectMessage: /conversations\[0\]\[0\]\.text: expected text, got the number 5/,
  },
  {
    name: 'many-problems',
    content: () => '{"kind": "constitution-studio/project", "version": 1}',
    expectMessage: /name: missing[\s\S]*And \d+ more\.$/,
  },
];
