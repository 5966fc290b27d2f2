import type { TextTurn } from '../run/made-row';
import { chatText, plainPrompt, roleNames } from './chat-text';
import type { ExportFormat, ExportSettings } from './export-settings';
import { formatOf } from './formats';
import type { PreferenceExample, SupervisedExample, TrainingExample, UnpairedExample } from './training-example';

export type LineSettings = Pick<ExportSettings, 'systemMessage' | 'chatTemplate' | 'removeLineBreaks'>;

/** Columns that one example has, all lines have: whoever reads them takes the columns of the first. */
export interface MoreColumns {
  readonly score: boolean;
  readonly edited: boolean;
  readonly system: boolean;
}

export function moreColumns(
  examples: readonly TrainingExample[],
  format: ExportFormat,
  settings: LineSettings,
): MoreColumns {
  const { takesMore } = formatOf(format);
  return {
    score: takesMore && examples.some((example) => example.kind === 'preference' && example.score !== undefined),
    edited: takesMore && examples.some(({ isEdited }) => isEdited),
    system: examples.some((example) => systemText(example, settings) !== ''),
  };
}

/** What a line of the format holds, by its keys in their order. */
export function exampleLine(
  example: TrainingExample,
  format: ExportFormat,
  request: { readonly settings: LineSettings; readonly more: MoreColumns },
): Readonly<Record<string, unknown>> {
  const { more, settings } = request;
  const line = formatLine(example, format, { turns: turnsOf(example, settings), settings, hasSystem: more.system });
  return {
    ...line,
    ...(more.score && example.kind === 'preference' && scoresOf(example)),
    ...(more.edited && { edited: example.isEdited }),
  };
}

/** The three keys or the one that a CSV of this kind of data has as its columns. */
export function plainLine(example: TrainingExample, settings: LineSettings): Readonly<Record<string, string>> {
  const turns = turnsOf(example, settings);
  switch (example.kind) {
    case 'supervised':
      return { text: textOf(example, turns, settings) };
    case 'preference':
      return { prompt: plainPrompt(turns), chosen: example.chosen, rejected: example.rejected };
    case 'unpaired':
      return { prompt: plainPrompt(turns), completion: example.completion, label: String(example.label) };
  }
}

interface LineRequest {
  /** With the system turn, if there is one. */
  readonly turns: readonly TextTurn[];
  readonly settings: LineSettings;
  readonly hasSystem: boolean;
}

function formatLine(
  example: TrainingExample,
  format: ExportFormat,
  request: LineRequest,
): Readonly<Record<string, unknown>> {
  switch (example.kind) {
    case 'supervised':
      return supervisedLine(example, format, request);
    case 'preference':
      return preferenceLine(example, format, request);
    case 'unpaired':
      return unpairedLine(example, request);
  }
}

function supervisedLine(example: SupervisedExample, format: ExportFormat, request: LineRequest) {
  const { turns, settings } = request;
  const { completion } = example;
  const all: readonly TextTurn[] = [...turns, { role: 'model', text: completion }];
  switch (format) {
    case 'trl-prompt-completion':
      return { prompt: messages(turns), completion: [assistant(completion)] };
    case 'trl-text':
    case 'ancestor-sft':
      return { text: textOf(example, turns, settings) };
    case 'gemini-sft':
      return { ...geminiSystem('systemInstruction', turns), contents: contents(all) };
    case 'llama-factory-sft':
      return { conversations: shareGpt(all), ...llamaSystem(request) };
    default:
      return { messages: messages(all) };
  }
}

function preferenceLine(example: PreferenceExample, format: ExportFormat, request: LineRequest) {
  const { turns } = request;
  const { chosen, rejected } = example;
  switch (format) {
    case 'trl-preference-text':
    case 'ancestor-dpo':
      return { prompt: plainPrompt(turns), chosen, rejected };
    case 'openai-dpo':
      return {
        input: { messages: messages(turns), tools: [], parallel_tool_calls: true },
        preferred_output: [assistant(chosen)],
        non_preferred_output: [assistant(rejected)],
      };
    case 'gemini-preference':
      return {
        ...geminiSystem('system_instruction', turns),
        contents: contents(turns),
        completions: [
          { score: 1, completion: content({ role: 'model', text: chosen }) },
          { score: 0, completion: content({ role: 'model', text: rejected }) },
        ],
      };
    case 'llama-factory-dpo':
      return {
        conversations: shareGpt(turns),
        chosen: { from: 'gpt', value: chosen },
        rejected: { from: 'gpt', value: rejected },
        ...llamaSystem(request),
      };
    case 'constitutional-ai':
      return { ...stageColumns(example, turns), ...wholeConversations(example, turns) };
    default:
      return { prompt: messages(turns), chosen: [assistant(chosen)], rejected: [assistant(rejected)] };
  }
}

function unpairedLine({ completion, label }: UnpairedExample, { turns }: LineRequest) {
  return { prompt: messages(turns), completion: [assistant(completion)], label };
}

function stageColumns({ stages }: PreferenceExample, turns: readonly TextTurn[]) {
  return {
    init_prompt: plainPrompt(turns),
    init_response: stages?.answer ?? '',
    critic_prompt: stages?.critiqueRequest ?? '',
    critic_response: stages?.critique ?? '',
    revision_prompt: stages?.revisionRequest ?? '',
    revision_response: stages?.revision ?? '',
  };
}

function wholeConversations({ chosen, rejected }: PreferenceExample, turns: readonly TextTurn[]) {
  const good = [...messages(turns), assistant(chosen)];
  return {
    prompt: plainPrompt(turns),
    messages: good,
    chosen: good,
    rejected: [...messages(turns), assistant(rejected)],
  };
}

/** As published data sets of pairs name them. A trainer passes over the columns that it does not know. */
function scoresOf({ score }: PreferenceExample) {
  return score === undefined
    ? { score_chosen: null, score_rejected: null }
    : { score_chosen: rounded(score), score_rejected: rounded(1 - score) };
}

function rounded(score: number): number {
  return Math.round(score * 10_000) / 10_000;
}

/** The constitution's words, where they are wanted, come before those that the prompt brought along: as both were sent. */
function systemText({ systemMessage, turns }: TrainingExample, settings: LineSettings): string {
  const own = turns.filter(({ role }) => role === 'system').map(({ text }) => text);
  return [settings.systemMessage ? systemMessage : '', ...own].filter((text) => text !== '').join('\n\n');
}

function turnsOf(example: TrainingExample, settings: LineSettings): readonly TextTurn[] {
  const system = systemText(example, settings);
  const said = example.turns.filter(({ role }) => role !== 'system');
  return system === '' ? said : [{ role: 'system', text: system }, ...said];
}

function textOf(
  { completion }: SupervisedExample,
  turns: readonly TextTurn[],
  { chatTemplate, removeLineBreaks }: LineSettings,
): string {
  const text = chatText([...turns, { role: 'model', text: completion }], chatTemplate);
  return removeLineBreaks ? text.replace(/[\r\n]/g, '') : text;
}

function messages(turns: readonly TextTurn[]) {
  return turns.map(({ role, text }) => ({ role: roleNames[role] as string, content: text }));
}

function assistant(text: string) {
  return { role: roleNames.model as string, content: text };
}

/** Gemini keeps the system text apart; the two kinds of tuning spell its key in two ways, and one wants a role. */
function geminiSystem(key: 'systemInstruction' | 'system_instruction', turns: readonly TextTurn[]) {
  const [system] = turns;
  if (system?.role !== 'system') return {};
  const parts = [{ text: system.text }];
  return { [key]: key === 'systemInstruction' ? { role: 'system', parts } : { parts } };
}

function contents(turns: readonly TextTurn[]) {
  return turns.filter(({ role }) => role !== 'system').map(content);
}

function content({ role, text }: TextTurn) {
  return { role, parts: [{ text }] };
}

function shareGpt(turns: readonly TextTurn[]) {
  return turns
    .filter(({ role }) => role !== 'system')
    .map(({ role, text }) => ({ from: role === 'user' ? 'human' : 'gpt', value: text }));
}

function llamaSystem({ turns, hasSystem }: LineRequest) {
  return hasSystem ? { system: turns[0]?.role === 'system' ? turns[0].text : '' } : {};
}
