import { own } from '../../own';
import {
  type ConstitutionKey,
  comparisonExampleKeys,
  constitutionKeys,
  pairKeys,
  revisionExampleKeys,
} from './file-keys';
import type { FileKey, FileLayout, TuningConstitution } from './tuning-constitution';

/**
 * The text of the file: 4 spaces, a line break at its end. Keys stand where they stood in the file that it was read from, unknown ones with
 * the value that they had, to the letter. A key that the file did not have is written once it says something.
 */
export function writeConstitution(constitution: TuningConstitution): string {
  const { systemMessages, pairs, revisionExamples, comparisonPrinciples, comparisonExamples, layout } = constitution;
  const examples = revisionExamples.map((example) =>
    object(example.layout ?? [], revisionExampleKeys, {
      input: example.input,
      initial_answer: example.initialAnswer,
      critique_principle: example.critiquePrinciple,
      critique: example.critique,
      revision_principle: example.revisionPrinciple,
      revision: example.revision,
    }),
  );
  const comparisons = comparisonExamples.map((example) =>
    object(example.layout ?? [], comparisonExampleKeys, {
      task: example.task,
      chain_of_thought: example.chainOfThought,
      selected_answer: example.selectedAnswer,
    }),
  );
  const values: Readonly<Record<ConstitutionKey, string | readonly Json[]>> = {
    system_message_user_prompt: systemMessages.answer,
    system_message_critique: systemMessages.critique,
    system_message_revision: systemMessages.revision,
    critique_revision_few_shots: examples,
    critique_revision_principles: pairs.map(({ critique, revision, layout: own }) =>
      object(own ?? [], pairKeys, { critique, revision }),
    ),
    comparison_few_shots: comparisons,
    comparison_principles: comparisonPrinciples.map(({ text }) => text),
  };
  const inFile = new Set(layout.map(({ key }) => key));
  const said = constitutionKeys.filter((key) => inFile.has(key) || values[key].length > 0);
  const written = Object.fromEntries(said.map((key) => [key, values[key]]));
  return `${spelled(object(layout, constitutionKeys, written), '\n')}\n`;
}

type Json = string | readonly Json[] | JsonObject;

interface JsonObject {
  readonly members: readonly (readonly [key: string, value: Json | Spelled])[];
}

/** A value that we do not know, as it was. */
interface Spelled {
  readonly raw: string;
}

/**
 * Members in the order of the file; those that it lacks stand behind the one that they follow in a new file. A layout may come from a project
 * that somebody wrote by hand: what would be no JSON is left out.
 */
function object(
  layout: FileLayout,
  order: readonly string[],
  values: Readonly<Record<string, Json | undefined>>,
): JsonObject {
  const seen = new Set<string>();
  const keys: FileKey[] = layout.filter(({ key, unknown }) => {
    const isFirst = !seen.has(key);
    seen.add(key);
    return (
      isFirst && (unknown === undefined ? own(values, key) !== undefined : !order.includes(key) && isJson(unknown))
    );
  });
  for (const [place, key] of order.entries()) {
    if (values[key] === undefined || keys.some((each) => each.key === key)) continue;
    const earlier = new Set(order.slice(0, place));
    const before = keys.findLastIndex((each) => earlier.has(each.key));
    keys.splice(before === -1 ? keys.length : before + 1, 0, { key });
  }
  return {
    members: keys.map(({ key, unknown }) => [key, unknown === undefined ? (values[key] ?? '') : { raw: unknown }]),
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function spelled(value: Json | Spelled, newLine: string): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if ('raw' in value) return value.raw;
  const inner = `${newLine}    `;
  const isList = !('members' in value);
  const parts = isList
    ? value.map((item) => spelled(item, inner))
    : value.members.map(([key, member]) => `${JSON.stringify(key)}: ${spelled(member, inner)}`);
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  return parts.length === 0 ? `${open}${close}` : `${open}${inner}${parts.join(`,${inner}`)}${newLine}${close}`;
}
