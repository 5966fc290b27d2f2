/** How much a model thinks before it answers, the least first. Thoughts are paid for as output, and take time. */
export const thinkingLevels = ['minimal', 'low', 'medium', 'high'] as const;
export type ThinkingLevel = (typeof thinkingLevels)[number];

/** `default`: as the model does when it is not told. */
export const thinkingChoices = ['default', ...thinkingLevels] as const;
export type ThinkingChoice = (typeof thinkingChoices)[number];

/** What the model is asked to write. */
const thinkingUses = ['responses', 'labels', 'alignment'] as const;
export type ThinkingUse = (typeof thinkingUses)[number];

export type ThinkingSettings = Readonly<Record<ThinkingUse, ThinkingChoice>>;

/** A label or a principle is a short answer, and there are many of them: no default level is worth its price there. */
export const defaultThinking: ThinkingSettings = { responses: 'default', labels: 'low', alignment: 'low' };

/** What a model takes. */
export interface ThinkingAbility {
  /** Rising; empty when it does not think, or cannot be told. */
  readonly levels: readonly ThinkingLevel[];
  /** In words, why the others are not taken. */
  readonly why: string;
}

/** The level to ask for: the one that was chosen, or the nearest that the model takes, the lesser of two. Undefined: none is asked for. */
export function thinkingLevel(choice: ThinkingChoice, { levels }: ThinkingAbility): ThinkingLevel | undefined {
  if (choice === 'default') return undefined;
  const distance = (level: ThinkingLevel) => Math.abs(thinkingLevels.indexOf(level) - thinkingLevels.indexOf(choice));
  return levels.toSorted((one, other) => distance(one) - distance(other))[0];
}
