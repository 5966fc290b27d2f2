import type { Constitution } from '../constitution/principle';
import { foldPrinciplesInstruction } from '../instructions/fold-principles';
import type { PromptDocument } from '../prompt/prompt-document';
import { parseTemplate } from '../prompt/template';
import type { Result } from '../result';
import { type AskDeps, ask, type UnreadableReply } from './ask';
import { type ChangedVariables, keepsVariables } from './variable-check';

/** What a fold starts from, and the principles that the new preamble is to carry. */
export interface FoldPlan {
  readonly startedFrom: string;
  readonly principles: Constitution;
}

/**
 * Null when no principle is on. Starts from the original preamble, and carries the principles that are folded already as well, unless
 * the author has edited the preamble since: then their text is the start, and what it carries stays in it.
 */
export function planFold({ preamble, fold, principles }: PromptDocument): FoldPlan | null {
  if (principles.every(({ status }) => status !== 'on')) return null;
  const untouched = fold !== null && preamble === fold.result;
  return {
    startedFrom: untouched ? fold.original : preamble,
    principles: principles.filter(({ status }) => status === 'on' || (untouched && status === 'folded')),
  };
}

/** A preamble that carries the principles, its variables checked by us. */
export async function foldPrinciples(
  { startedFrom, principles }: FoldPlan,
  deps: AskDeps,
): Promise<Result<string, UnreadableReply | ChangedVariables>> {
  const subject = {
    preamble: startedFrom,
    variables: parseTemplate(startedFrom).variables,
    principles: principles.map(({ text }) => text),
  };
  const reply = await ask(foldPrinciplesInstruction, subject, deps);
  return reply.ok ? keepsVariables(startedFrom, reply.value) : reply;
}

interface AcceptedFold {
  readonly after: string;
  readonly principleIds: readonly string[];
}

/** The document with the new preamble; what it carries is marked as folded. The original of the first fold is kept. */
export function acceptFold(document: PromptDocument, { after, principleIds }: AcceptedFold): PromptDocument {
  const carried = new Set(principleIds);
  return {
    preamble: after,
    fold: { original: document.fold?.original ?? document.preamble, result: after },
    principles: document.principles.map((principle) =>
      carried.has(principle.id) && principle.status !== 'folded' ? { ...principle, status: 'folded' } : principle,
    ),
  };
}

/** The preamble before the first fold, with the folded principles on again. */
export function restoreOriginal(document: PromptDocument): PromptDocument {
  if (document.fold === null) return document;
  return {
    preamble: document.fold.original,
    fold: null,
    principles: document.principles.map((principle) =>
      principle.status === 'folded' ? { ...principle, status: 'on' } : principle,
    ),
  };
}
