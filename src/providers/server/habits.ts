import type { Refusal } from './refusal';

/**
 * How a model of a server wants to be asked, as far as its refusals have told. Everybody begins with what the newest servers take;
 * each refusal that names a part of the request changes that part, once.
 */
export interface Habits {
  /** `schema`: decoding is held to the schema. `object`: to JSON, the schema is in the text. `text`: the schema is in the text alone. */
  readonly json: 'schema' | 'object' | 'text';
  readonly limit: 'max_tokens' | 'max_completion_tokens';
  readonly usage: 'asked' | 'not-asked';
  /** Templates of some models, Gemma's among them, know no system turn. */
  readonly system: 'turn' | 'first-user-turn';
  /**
   * Whether a level of thinking is named: models that do not think refuse it. `unknown`: nobody has seen this one think, so that only a
   * level that the author chose is worth the try.
   */
  readonly thinking: 'unknown' | 'named' | 'not-named';
}

export const firstHabits: Habits = {
  json: 'schema',
  limit: 'max_tokens',
  usage: 'asked',
  system: 'turn',
  thinking: 'unknown',
};

/** Remembers the habits of each model for as long as it is kept, so that no call but the first is refused. */
export interface KnownHabits {
  of(url: string, model: string): Habits;
  learn(habits: Habits, url: string, model: string): void;
}

export function createKnownHabits(): KnownHabits {
  const known = new Map<string, Habits>();
  const key = (url: string, model: string) => `${url} ${model}`;
  return {
    of: (url, model) => known.get(key(url, model)) ?? firstHabits,
    learn(habits, url, model) {
      known.set(key(url, model), habits);
    },
  };
}

/** Its thoughts were seen, or the list of models says that it has some. What a refusal has taught stands. */
export function thinks(known: KnownHabits, url: string, model: string): void {
  const habits = known.of(url, model);
  if (habits.thinking === 'unknown') known.learn({ ...habits, thinking: 'named' }, url, model);
}

/** How to ask again after a refusal; undefined when it is about something else. Each answer is one step on, so that steps end. */
export function changedHabits(
  habits: Habits,
  refusal: Refusal,
  sent: { readonly json: boolean; readonly system: boolean; readonly thinking: boolean },
): Habits | undefined {
  const { status, message } = refusal;
  // Templates that cannot be filled in are a fault of the server to some.
  if (sent.system && habits.system === 'turn' && refusesSystem(refusal))
    return { ...habits, system: 'first-user-turn' };
  if (status !== 400 && status !== 422) return undefined;
  if (
    sent.thinking &&
    habits.thinking !== 'not-named' &&
    /reasoning[-_. ]?effort|\bthink(?:ing)?\b|reasoning/i.test(message)
  ) {
    return { ...habits, thinking: 'not-named' };
  }
  if (habits.limit === 'max_tokens' && /max_completion_tokens/.test(message)) {
    return { ...habits, limit: 'max_completion_tokens' };
  }
  if (habits.usage === 'asked' && /stream_options|include_usage/.test(message))
    return { ...habits, usage: 'not-asked' };
  if (
    !sent.json ||
    !/response_?format|json_?\s?(?:schema|object|mode)|grammar|guided|structured output/i.test(message)
  ) {
    return undefined;
  }
  switch (habits.json) {
    case 'schema':
      return { ...habits, json: 'object' };
    case 'object':
      return { ...habits, json: 'text' };
    case 'text':
      return undefined;
  }
}

/** Templates of some models know two roles alone, and services say so in many ways. */
function refusesSystem({ status, message, code }: Refusal): boolean {
  if (status !== 400 && status !== 422 && status !== 500) return false;
  const words = `${code} ${message}`;
  const isAbout =
    /['"`](?:system|developer)['"`]|(?:system|developer)[- _](?:role|message|prompt|turn|instruction)s?\b|messages?\W{0,2}0\W{0,3}role|roles? must alternate/i;
  const isRefused =
    /(?:not|n't) (?:support|allow|permit|accept|enable|available|a valid)|unsupported|not supported|invalid|unknown|unexpected|no system|disallow|must (?:be|alternate)|only (?:support|allow|accept|'|"|user)/i;
  return isAbout.test(words) && isRefused.test(words);
}
