/** All that a project keeps of how its principles are checked; verdicts lie with the responses. */
export interface Adherence {
  /** One for each wording of a principle: Undo brings the former words back, with their checks. */
  readonly checks: readonly WordingChecks[];
  readonly checksReplies: boolean;
}

/** How it is told whether a response follows a principle. */
export interface WordingChecks {
  readonly wording: string;
  /** Answered with yes where the principle has something to say of a response. */
  readonly applies: string;
  /** One to `mostQuestions`; each is answered with yes by a response that follows it. */
  readonly questions: readonly string[];
}

export const mostQuestions = 4;

export const blankAdherence: Adherence = { checks: [], checksReplies: false };

export function checksOf(checks: readonly WordingChecks[], wording: string): WordingChecks | undefined {
  return checks.find((one) => one.wording === wording);
}

/** The same list with these checks in the place of those of the same wording. */
export function withChecks(checks: readonly WordingChecks[], made: readonly WordingChecks[]): readonly WordingChecks[] {
  const wordings = new Set(made.map(({ wording }) => wording));
  return [...checks.filter(({ wording }) => !wordings.has(wording)), ...made];
}
