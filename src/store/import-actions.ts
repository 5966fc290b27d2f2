import { freeConversationName } from '../core/conversation/chat';
import type { Talk } from '../core/conversation/shown-leaf';
import { inputSetsFromRows, variableNames, withVariables } from '../core/project/input-sets-from-rows';
import type { Project } from '../core/project/project';
import { parseTemplate } from '../core/prompt/template';
import { commitDocument } from './change-project';
import type { ActionContext } from './context';
import { readPastedRows, readRowsFile } from './import-rows';
import {
  columnMatch,
  type ImportedConversations,
  type ImportedPrompt,
  type ImportedRows,
  type PastedRows,
} from './imported';

/** What Import, a drop and a paste bring into the open project; fetched at the first of them. */
export interface ImportActions {
  readRows(file: File): Promise<void>;
  /** Asks whether cells from a spreadsheet are rows or text. */
  pasteRows(pasted: PastedRows): Promise<void>;
  /** One revision: undo brings the present prompt back. A file without principles leaves those of the project alone. */
  replacePrompt(imported: ImportedPrompt): void;
  /**
   * Conversations beside those that are there. With `takeDescription`, the bot gets the description and the principles of the file, in one
   * revision.
   */
  addConversations(imported: ImportedConversations, options: { readonly takeDescription: boolean }): void;
  /** With `addVariables`, the prompt asks for the columns that it has no variable for, in one revision. */
  addRows(table: ImportedRows, options: { readonly addVariables: boolean }): void;
  /** Takes the input sets out again that came last. */
  removeAddedSets(): void;
}

export function importActions(context: ActionContext): ImportActions {
  const { deps, get, set, setAlign, setProject } = context;

  const addSets = (from: string, sets: Project['inputs']['sets']) => {
    setProject((project) => ({
      ...project,
      inputs: { ...project.inputs, sets: [...project.inputs.sets, ...sets] },
    }));
    setAlign({ addedSets: sets.length === 0 ? null : { from, ids: sets.map(({ id }) => id) } });
  };

  return {
    readRows: (file) => readRowsFile(context, file),
    pasteRows: (pasted) => readPastedRows(context, pasted),
    replacePrompt({ fileName, project: { prompt, inputs } }) {
      const present = get().project.prompt;
      const next = prompt.principles.length === 0 ? { ...present, preamble: prompt.preamble } : prompt;
      commitDocument(context, next, { kind: 'import', from: fileName });
      setProject((project) => ({
        ...project,
        inputs: {
          ...project.inputs,
          values: { ...inputs.values, ...project.inputs.values },
          ...(inputs.doubledBraces !== undefined && { doubledBraces: inputs.doubledBraces }),
        },
      }));
      if (inputs.sets.length > 0) addSets(`“${fileName}”`, inputs.sets);
      set({ dialog: null });
      setAlign({ missingValues: null });
    },
    addConversations({ fileName, project: read }, { takeDescription }) {
      const present = get().project.prompt;
      const { preamble, principles } = read.prompt;
      const next = { ...present, preamble, ...(principles.length > 0 && { principles }) };
      if (takeDescription) commitDocument(context, next, { kind: 'import', from: fileName });
      setProject((project) => ({ ...project, mode: 'chat', ...withConversations(project, read) }));
      deps.requestPersistence();
      set({ dialog: null });
    },
    addRows(table, { addVariables }) {
      const { prompt, inputs } = get().project;
      const { variables } = parseTemplate(prompt.preamble);
      const { targets, unmatched, lacking } = columnMatch(table, variables);
      const names = [...variableNames(unmatched, variables)];
      if (addVariables && names.length > 0) {
        const preamble = withVariables(prompt.preamble, names);
        commitDocument(context, { ...prompt, preamble }, { kind: 'edit-prompt' });
      }
      // Also without a place in the prompt, so that nothing of a row is lost.
      const all = targets.map((target) => target ?? names.shift() ?? null);
      const { values } = inputs;
      addSets(table.from, inputSetsFromRows({ rows: table.rows, targets: all, values, lacking, newId: deps.newId }));
      set({ dialog: null });
      setAlign({ missingValues: null });
    },
    removeAddedSets() {
      const ids = new Set(get().align.addedSets?.ids);
      setProject((project) => ({
        ...project,
        inputs: { ...project.inputs, sets: project.inputs.sets.filter(({ id }) => !ids.has(id)) },
      }));
      setAlign({ addedSets: null });
    },
  };
}

/** Those of the file follow, under numbers that go on and names that nothing has. */
function withConversations(
  { turns, chat }: Talk,
  { turns: added, chat: { conversations } }: Pick<Project, 'turns' | 'chat'>,
): Talk {
  const last = turns.reduce((most, { n }) => Math.max(most, n), 0);
  const names = new Set(chat.conversations.map(({ name }) => name));
  const named = conversations.map((conversation) => {
    const name = freeConversationName([...names]);
    names.add(name);
    return { ...conversation, name };
  });
  return {
    turns: [...turns, ...added.map((turn) => ({ ...turn, n: last + turn.n }))],
    chat: {
      ...chat,
      conversations: [...chat.conversations, ...named],
      currentId: named.at(-1)?.id ?? chat.currentId,
    },
  };
}
