import type { NumberedRules } from '../../instructions/task';
import type { Rulebook } from './rulebook';

/** Equal for rulebooks that say the same, whatever the ids of their rules. */
export function contentKey({ task, labels }: Rulebook): string {
  return JSON.stringify([task, labels.map(({ label, rules }) => [label, rules.map(({ text }) => text)])]);
}

export function labelNames({ labels }: Rulebook): readonly string[] {
  return labels.map(({ label }) => label);
}

/** The rules as models see them. */
export function numberedRules({ labels }: Rulebook): readonly NumberedRules[] {
  return labels.map(({ label, rules }) => ({ label, rules: rules.map(({ text }) => text) }));
}

/** Negative: the first is easier to read, with fewer rules, or with shorter ones. Of two that do equally well it is the better one. */
export function compareBulk(a: Rulebook, b: Rulebook): number {
  const [bulkOfA, bulkOfB] = [bulkOf(a), bulkOf(b)];
  return bulkOfA.rules - bulkOfB.rules || bulkOfA.characters - bulkOfB.characters;
}

function bulkOf({ labels }: Rulebook): { readonly rules: number; readonly characters: number } {
  const rules = labels.flatMap((each) => each.rules);
  return { rules: rules.length, characters: rules.reduce((sum, { text }) => sum + text.length, 0) };
}
