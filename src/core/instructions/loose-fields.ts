import * as z from 'zod/mini';

/*
 * Members of replies as small models write them: numbers as text, a member that says nothing left out. Only what can be read in one way is read;
 * a word that stands for another is not.
 */

/** A whole number, also one in quotes or after `#`. */
const looseNumber = z.union([
  z.number(),
  z.pipe(
    z.string().check(z.regex(/^\s*#?\d{1,6}\s*$/)),
    z.transform((text) => Number(text.replace('#', ''))),
  ),
]);

/** As `looseNumber`; 0 when it is missing, null or empty. */
export const numberOrNone = z.union([
  looseNumber,
  z.pipe(
    z.optional(z.nullable(z.string().check(z.regex(/^\s*$/)))),
    z.transform(() => 0),
  ),
]);

/** Empty when it is missing or null. */
export const textOrNone = z.pipe(
  z.optional(z.nullable(z.string())),
  z.transform((text) => text ?? ''),
);

/** A label may look like a number or a truth value, and be written as one. */
export const labelText = z.union([
  z.string(),
  z.pipe(
    z.union([z.number(), z.boolean()]),
    z.transform((value) => String(value)),
  ),
]);

/** One of the actions, in letters of any case. */
export const mutationAction = z.pipe(smallLetters(), z.enum(['add', 'edit', 'delete']));

/** When a principle holds, in letters of any case; null when it is missing, null or empty. */
export const scopeOrNone = z.pipe(
  z.pipe(
    z.optional(z.nullable(smallLetters())),
    z.transform((scope) => (scope === undefined || scope === '' ? null : scope)),
  ),
  z.nullable(z.enum(['always', 'turn', 'conversation'])),
);

function smallLetters() {
  return z.pipe(
    z.string(),
    z.transform((text) => text.trim().toLowerCase()),
  );
}
