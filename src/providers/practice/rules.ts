import type { Rule } from './rule';
import { rulesOfShape } from './rules-of-shape';
import { rulesOfWords } from './rules-of-words';

const table = [...rulesOfShape, ...rulesOfWords];

/** What a text asks for, as far as the table of rules understands it, in the order of its words. */
export function understand(text: string): readonly Rule[] {
  return clausesOf(text).flatMap((clause) =>
    table
      .flatMap(({ kind, pattern, read }) =>
        [...clause.matchAll(pattern)].flatMap((match) => {
          const negated =
            /\b(?:not|never|no|avoid|without|stop|less|cannot)\b[^,.;:]{0,30}$|n['’]t\b[^,.;:]{0,30}$/i.test(
              clause.slice(0, match.index),
            );
          const rule = read({ groups: match.groups ?? {}, phrase: match[0].trim(), clause, negated });
          return rule === null ? [] : [{ at: match.index, rule: { ...rule, kind, phrase: match[0].trim() } }];
        }),
      )
      .sort((a, b) => a.at - b.at)
      .map(({ rule }) => rule),
  );
}

/** Of rules that are about the same thing the last one holds, so a principle wins over the preamble. */
export function rulesInForce(texts: readonly string[]): readonly Rule[] {
  const held = new Map<string, Rule>();
  for (const rule of texts.flatMap(understand)) {
    // "Never ask a question" and "end with a question" are one subject with three keys.
    for (const key of held.keys()) if (excludes(rule.key, key)) held.delete(key);
    held.delete(rule.key);
    held.set(rule.key, rule);
  }
  return [...held.values()];
}

function excludes(a: string, b: string): boolean {
  return a !== b && a.startsWith('question') && b.startsWith('question') && (a === 'question' || b === 'question');
}

/** Sentences and lines; what only holds on a condition is left out, because the rules cannot tell whether it is met. */
function clausesOf(text: string): readonly string[] {
  return text
    .split(/\n+|;|(?<=[.!?]["”']?)\s+(?=\S)/)
    .map((clause) =>
      clause
        .trim()
        .replace(/^(?:[-*•]|\d+[.)])\s+/, '')
        .replace(/[.!]+$/, ''),
    )
    .filter(
      (clause) =>
        clause !== '' &&
        (!/^(?:if|when|unless|where)\b/i.test(clause) ||
          /^when (?:the response|(?:you |it )?(?:respond|answer|writ|giv|list|suggest|summar|explain|describ))/i.test(
            clause,
          )),
    );
}
