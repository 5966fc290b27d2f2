import type { Result } from '../../result';
import type { TuningConstitution } from './tuning-constitution';

/** What the author has to know of how a file was read; a sentence each. */
export interface ReadNote {
  readonly kind: 'filled' | 'renamed' | 'left-out' | 'without-critique' | 'swallowed';
  readonly message: string;
}

export interface ReadConstitution {
  readonly constitution: TuningConstitution;
  readonly notes: readonly ReadNote[];
}

/** The error says what was expected and what came, with the line. */
export type ReadConstitutionFile = (text: string, newId: () => string) => Result<ReadConstitution, string>;
