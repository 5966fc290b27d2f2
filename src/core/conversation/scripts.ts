/** What is said to a bot again and again, to see what a change of it does. */
export interface Scripts {
  /** Texts that the opening can be set to. */
  readonly openings: readonly SavedOpening[];
  readonly users: readonly UserScript[];
}

interface SavedOpening {
  readonly id: string;
  readonly text: string;
}

/** One side of a conversation: written beforehand, or played by a model. */
export type UserScript = FixedUser | PlayedUser;

interface FixedUser {
  readonly kind: 'fixed';
  readonly id: string;
  readonly name: string;
  /** In the order in which they are said; none without words. */
  readonly messages: readonly string[];
}

export interface PlayedUser {
  readonly kind: 'played';
  readonly id: string;
  readonly name: string;
  /** Who it is. */
  readonly who: string;
  /** What it wants of the bot. */
  readonly wants: string;
  /** How many messages it says at most. */
  readonly turns: number;
}

/** How many messages a played user may say. */
export const playedTurns = { min: 1, max: 20, usual: 6 } as const;

const noScripts: Scripts = { openings: [], users: [] };

export function scriptsOf({ scripts }: { readonly scripts?: Scripts }): Scripts {
  return scripts ?? noScripts;
}

/** In the place of the one of its id, or at the end. A text that another one has already is saved once. */
export function withOpening(scripts: Scripts, opening: SavedOpening): Scripts {
  const text = opening.text.trim();
  if (text === '' || scripts.openings.some((other) => other.id !== opening.id && other.text === text)) return scripts;
  return { ...scripts, openings: put(scripts.openings, { ...opening, text }) };
}

/** In the place of the one of its id, or at the end; without messages that have no words. */
export function withUser(scripts: Scripts, user: UserScript): Scripts {
  return { ...scripts, users: put(scripts.users, trimmed(user)) };
}

export function withoutScript({ openings, users }: Scripts, id: string): Scripts {
  return { openings: openings.filter((one) => one.id !== id), users: users.filter((one) => one.id !== id) };
}

/** What is missing of a script before it can be saved; null when it is whole. */
export function scriptProblem(user: UserScript): string | null {
  const { name, ...said } = trimmed(user);
  if (name === '') return 'Give it a name.';
  if (said.kind === 'fixed') return said.messages.length === 0 ? 'Write at least one message.' : null;
  if (said.who === '') return 'Say who the user is.';
  if (said.wants === '') return 'Say what the user wants.';
  const { min, max } = playedTurns;
  const isInRange = Number.isInteger(said.turns) && said.turns >= min && said.turns <= max;
  return isInRange ? null : `A played user says ${min} to ${max} messages.`;
}

function trimmed(user: UserScript): UserScript {
  const name = user.name.trim();
  switch (user.kind) {
    case 'fixed':
      return { ...user, name, messages: user.messages.map((text) => text.trim()).filter((text) => text !== '') };
    case 'played':
      return { ...user, name, who: user.who.trim(), wants: user.wants.trim() };
  }
}

function put<T extends { readonly id: string }>(items: readonly T[], item: T): readonly T[] {
  const index = items.findIndex(({ id }) => id === item.id);
  return index < 0 ? [...items, item] : items.with(index, item);
}
