/** What the rules ask of a response, before there are words. */
export interface Plan {
  readonly count?: { readonly min: number; readonly max: number };
  readonly form?: Form;
  readonly bold?: boolean;
  readonly paragraphs?: number;
  /** The sentences that lead in and round off. */
  readonly frame: boolean;
  readonly questionFirst: boolean;
  readonly questionLast: boolean;
  readonly opening?: string;
  readonly ending?: string;
  readonly mention: readonly string[];
  readonly tone?: Tone;
  /** How the reader is called, or `you`. */
  readonly reader?: string;
  readonly examples?: 'once' | 'each';
  readonly letters?: 'upper' | 'lower';
}

export type Form = 'numbered' | 'bullets' | 'prose';
export type Tone = 'friendly' | 'formal' | 'casual' | 'enthusiastic' | 'plain';

export const emptyPlan: Plan = { frame: true, questionFirst: false, questionLast: false, mention: [] };
