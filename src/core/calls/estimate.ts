/** What work would cost, before the first call of it is paid. */
export interface Estimate {
  readonly calls: number;
  /** Prompts and replies together. */
  readonly tokens: number;
  readonly seconds: number;
}
