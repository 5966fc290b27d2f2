import type { BrowserQuestion } from '../core/model/browser-model';
import type { CallRecord } from '../core/model/call-record';
import type { ServerProgram } from '../core/model/completion-capabilities';
import type { EngineState } from '../core/model/engine-state';
import type { DoneEvent, ModelEvent } from '../core/model/language-model';
import type { ModelRef } from '../core/model/model-ref';
import type { ModelRequest } from '../core/model/model-request';
import type { ListedModel, ModelsConfig, ModelsStatus } from '../core/model/models-port';
import type { ServiceId } from '../core/model/provider-table';
import type { ScoredText, ScoreRequest } from '../core/model/scoring-model';
import type { Spending } from '../core/model/spending';
import type { Tokenized, TokenizerInput } from '../core/model/tokenizer';
import type { VectorRequest, Vectors } from '../core/model/vector-model';
import type { Endpoint, Method } from './rpc/protocol';

/** What a client (the page, or another worker through a port of its own) can ask of the models worker. */
export interface ModelsMethods {
  /** As `stream`, for whoever has no use for an answer before it is whole: one message instead of several. */
  readonly answer: Method<{ readonly ref: ModelRef; readonly request: ModelRequest }, never, DoneEvent>;
  readonly stream: Method<{ readonly ref: ModelRef; readonly request: ModelRequest }, ModelEvent, null>;
  readonly embed: Method<{ readonly ref: ModelRef; readonly texts: readonly string[] }, never, readonly Float32Array[]>;
  readonly score: Method<{ readonly ref: ModelRef; readonly request: ScoreRequest }, never, ScoredText>;
  readonly tokens: Method<{ readonly ref: ModelRef; readonly input: TokenizerInput }, never, Tokenized>;
  readonly 'text-of-tokens': Method<{ readonly ref: ModelRef; readonly ids: readonly number[] }, never, string>;
  readonly vectors: Method<{ readonly ref: ModelRef; readonly request: VectorRequest }, never, Vectors>;
  readonly 'server-program': Method<null, never, ServerProgram>;
  readonly list: Method<ServiceId, never, readonly ListedModel[]>;
  /** Nobody waits for the end of a pause any longer. */
  readonly 'try-now': Method<null, never, null>;
  /** Makes another client of whoever holds the other end of this port. */
  readonly connect: Method<Endpoint, never, null>;
  /** From the page alone, as all that follow. Before the first call and at every change. `spent` is what the session had spent before a restart. */
  readonly configure: Method<{ readonly config: ModelsConfig; readonly spent: Spending }, never, null>;
  /** What becomes of all calls, whoever made them. Has no end. */
  readonly news: Method<null, ModelsNews, never>;
  /** Gives the GPU memory back. */
  readonly 'unload-local': Method<null, never, null>;
}

/** What has changed. */
export interface ModelsNews {
  /** Of calls that have started; one that has ended in the same moment is told of as ended. */
  readonly records?: readonly CallRecord[];
  /** What has become of those that were told of before. What they asked, which is most of a record, is not sent again. */
  readonly ends?: readonly CallEnd[];
  readonly spending?: Spending;
  readonly status?: ModelsStatus;
  readonly engine?: EngineState;
}

export type CallEnd = Pick<CallRecord, 'id' | 'retries' | 'outcome' | 'tookMs'>;

/** What the models worker can ask of the page, over the same channel. */
export interface ModelsPageMethods {
  /** No worker has the browser's own model. Tells the answer in pieces. */
  readonly 'ask-browser-model': Method<BrowserQuestion, string, null>;
}
