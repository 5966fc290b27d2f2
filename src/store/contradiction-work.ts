import { findContradictions, proposeMerge } from '../core/alignment/contradictions';
import { isOfPair, pairKey, stillStands } from '../core/constitution/contradiction';
import { contradiction } from '../core/prompt/find-conflicts';
import type { ContradictionCheck } from './align/align-state';
import { documentSubject } from './align/align-state';
import { runAlignment } from './alignment-work';
import type { ActionContext } from './context';
import { holdNew } from './held-review';
import { alignmentModelOf, errorData } from './model-choice';

/**
 * Asks the alignment model once which other principles a new one contradicts, where a bot is shaped: there two people often ask for what
 * cannot both be. What it finds is kept until the author settles it, or changes the words.
 */
export async function checkContradictions(context: ActionContext, id: string): Promise<void> {
  const { deps, get, setAlign, setProject } = context;
  const { project, settings } = get();
  const on = project.prompt.principles.filter(({ status }) => status === 'on');
  if (project.mode !== 'chat' || on.length < 2 || !on.some((principle) => principle.id === id)) return;
  const put = (check: ContradictionCheck | null) => {
    const others = [...get().align.contradictionChecks].filter(([other]) => other !== id);
    setAlign({ contradictionChecks: new Map(check === null ? others : [...others, [id, check]]) });
  };
  await context.work.run(
    {
      scope: 'project/align/contradictions',
      key: id,
      failed: (error) => put({ status: 'failed', problem: { kind: 'model', error: errorData(error) } }),
      stopped: () => put(null),
    },
    async (signal) => {
      put({ status: 'working' });
      const model = deps.models.model(alignmentModelOf(settings));
      const result = await findContradictions(project.prompt.principles, id, { model, signal });
      signal.throwIfAborted();
      if (!result.ok) {
        put({ status: 'failed', problem: { kind: 'unreadable', raw: result.error.raw, why: result.error.why } });
        return;
      }
      put(null);
      setProject((present) => {
        const known = (present.chat.contradictions ?? []).filter(
          (one) =>
            stillStands(one, present.prompt.principles) &&
            !result.value.some((found) => isOfPair(one, [found.one.id, found.other.id])),
        );
        return withContradictions(present, [...known, ...result.value]);
      });
    },
  );
}

/** Ends the look for contradictions, or takes away why it came to nothing. */
export async function dropContradictionCheck({ work, get, setAlign }: ActionContext, id: string): Promise<void> {
  await work.stop('project/align/contradictions', id);
  setAlign({ contradictionChecks: new Map([...get().align.contradictionChecks].filter(([other]) => other !== id)) });
}

/** Both stay as they are: nothing more is said of them until one is worded anew. */
export function keepBoth({ setProject }: ActionContext, ids: readonly [string, string]): void {
  setProject((project) => {
    const [one, other] = ids.map((id) => project.prompt.principles.find((principle) => principle.id === id));
    if (one === undefined || other === undefined) return project;
    const pair = { one: { id: one.id, text: one.text }, other: { id: other.id, text: other.text } };
    const before = project.keptPairs.filter((kept) => pairKey(kept.one, kept.other) !== pairKey(one, other));
    const left = (project.chat.contradictions ?? []).filter((found) => !isOfPair(found, ids));
    return { ...withContradictions(project, left), keptPairs: [...before, pair].slice(-mostKeptPairs) };
  });
}

/** Undo can bring back principles that are gone, so that pairs outlive these; but not for ever. */
const mostKeptPairs = 1000;

/** One principle of two, held for review. */
export async function mergePrinciples(context: ActionContext, ids: readonly [string, string]): Promise<void> {
  const { project, settings } = context.get();
  const { principles } = project.prompt;
  const [older, newer] = principles.filter(({ id }) => ids.includes(id));
  if (older === undefined || newer === undefined) return;
  if (project.drafts.review !== null) {
    context.notify({
      title: 'A proposal waits for you',
      body: 'Accept or reject the proposed change first: the next one would take its place.',
    });
    return;
  }
  const known = (project.chat.contradictions ?? []).find((one) => isOfPair(one, ids));
  const why = contradiction(older.text, newer.text) ?? known?.why ?? '';
  context.setAlign({ merged: ids });
  await runAlignment(context, { about: documentSubject, task: 'merge' }, async (deps) => {
    const result = await proposeMerge({ texts: [older.text, newer.text], why }, deps);
    if (!result.ok) return result;
    const { text, when } = result.value;
    holdNew(context, {
      kind: 'merge',
      older: { id: older.id, text: older.text },
      newer: { id: newer.id, text: newer.text },
      text,
      ...(when === undefined || project.mode === 'single' ? {} : { when }),
      model: alignmentModelOf(settings),
    });
    return result;
  });
}

type Project = ReturnType<ActionContext['get']>['project'];

function withContradictions(project: Project, found: NonNullable<Project['chat']['contradictions']>): Project {
  const { contradictions: _before, ...chat } = project.chat;
  return { ...project, chat: found.length === 0 ? chat : { ...chat, contradictions: found } };
}
