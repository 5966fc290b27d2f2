/** Effects enter core as arguments, so that every operation is repeatable in a test. */

/** A fresh id, unique in a project. */
export type NewId = () => string;

/** The present instant, ISO 8601 in UTC with milliseconds: `2026-11-21T09:30:00.000Z`. */
export type Now = () => Instant;

export type Instant = string;

/** Runs once after so many milliseconds; returns the way to call it off. */
export type SetTimer = (ms: number, run: () => void) => () => void;
