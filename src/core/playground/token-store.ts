import type { KeptTokens } from './playground-port';

/** Tokens of completions and evaluations, by the id of their run and their place in it. Throws `StorageFullError`. */
export interface TokenStore {
  /** Replaces what was there. */
  keep(runId: string, place: number, kept: KeptTokens): Promise<void>;
  /** Null: they are not on this device. */
  get(runId: string, place: number): Promise<KeptTokens | null>;
}
