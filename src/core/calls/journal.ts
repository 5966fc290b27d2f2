import type { Instant } from '../effects';
import type { ModelErrorData } from '../model/model-error';
import type { Reply } from '../model/reply';
import type { ScoredText } from '../model/scoring-model';
import type { CutText } from '../model/vector-model';

/** Every finished call under the hash of its content, so that none is paid twice: not after a crash, nor by another run. */
export interface Journal {
  get(key: string): Promise<JournalEntry | undefined>;
  /** Resolves once it is kept: nobody hears of the answer before that. */
  put(key: string, entry: JournalEntry): Promise<void>;
}

export interface JournalEntry {
  /** The run or job that paid for it. */
  readonly paidBy: string;
  readonly at: Instant;
  readonly outcome:
    | { readonly kind: 'reply'; readonly reply: Reply }
    /** A refusal that would come again and be paid again: blocked, empty, cut at the token limit. */
    | { readonly kind: 'error'; readonly error: ModelErrorData }
    | { readonly kind: 'vector'; readonly vector: Float32Array; readonly cut?: CutText }
    | { readonly kind: 'score'; readonly scored: ScoredText };
}
