import type { TableProblem } from '../../core/dataset/table';
import type { RowWindow } from '../../core/jobs/job-store';
import type { ServerProgram } from '../../core/model/completion-capabilities';
import type { ModelErrorData } from '../../core/model/model-error';
import type { TextToken, Tokenized } from '../../core/model/tokenizer';
import type {
  KeptTokens,
  MapProgress,
  Neighbour,
  ScoreRow,
  ScoresFound,
  ScoresPage,
  ScoresWindow,
  SimilarityWindow,
  TextsFound,
} from '../../core/playground/playground-port';
import { settledFile, type TableFileState } from '../table-file-state';

/** What the Playground shows and does not keep. Kept work is `project.playground`; jobs under way are `jobs.playground`. */
export interface PlaygroundState {
  /** Of the server at the address of Settings. */
  readonly program: ServerProgram;
  /** Tokens of the prompt as it stands; null: not counted yet, or it is empty. */
  readonly promptTokens: Counted;
  /** The run on the screen, by task; null: the latest. */
  readonly shown: Readonly<Record<'complete' | 'evaluate' | 'embed', string | null>>;
  /** Of runs that are on the screen: by `<run id>/<place>`; null: not on this device. */
  readonly tokens: Readonly<Record<string, KeptTokens | null>>;
  /** The token whose alternatives are open. */
  readonly opened: { readonly runId: string; readonly n: number; readonly at: number } | null;
  /** Fields that cannot be sent, each with why, by the name of its control. */
  readonly problems: Readonly<Record<string, string>>;
  /** Rows of the table "Logit bias", by id: what the model's tokenizer says of each. */
  readonly bias: Readonly<Record<string, BiasCheck>>;

  readonly rankFile: TableFileState;
  readonly scoresFound: Found<ScoresFound>;
  /** What a press of What mattered would take. */
  readonly matteredFound: Found<ScoresFound>;
  readonly scores: { readonly window: ScoresWindow; readonly page: ScoresPage } | null;
  /** Rows of the latest What mattered: each leaves one part of the prompt out. */
  readonly mattered: { readonly runId: string; readonly rows: readonly ScoreRow[] } | null;

  readonly textsFile: TableFileState;
  readonly textsFound: Found<TextsFound>;
  readonly similarity: ShownSimilarity | null;
  /** Places of the cell that was clicked. */
  readonly pair: readonly [number, number] | null;
  readonly neighbours: { readonly of: number; readonly found: readonly Neighbour[] } | null;
  readonly search: SearchState;
  readonly map: MapState;

  readonly tokenizing: TokenizingState;
  readonly attaching: AttachingState;
  /** Images go out as they are: not turned, shrunk or encoded anew, with their metadata. */
  readonly sendOriginal: boolean;
}

/** `rows` and `columns`: the places that the window is of. */
export type ShownSimilarity = SimilarityWindow & { readonly rows: RowWindow; readonly columns: RowWindow };

/** `several`: the text is none of its tokens, and one of these has to be chosen. */
export type BiasCheck =
  | { readonly status: 'checking' }
  | { readonly status: 'one'; readonly token: TextToken }
  | { readonly status: 'several'; readonly tokens: readonly TextToken[] }
  | { readonly status: 'none'; readonly why: string };

type Counted = {
  readonly count: number;
  /** The model's tokenizer is not at hand, or it has none that tells. */
  readonly isEstimated?: boolean;
  /** Of prompt and reply, as a server tells of itself. */
  readonly contextTokens?: number;
} | null;

export type Found<Value> =
  | { readonly status: 'none' }
  | { readonly status: 'checking' }
  | { readonly status: 'found'; readonly found: Value }
  | { readonly status: 'refused'; readonly problem: TableProblem };

type SearchState =
  | { readonly status: 'idle' }
  | { readonly status: 'searching'; readonly text: string }
  | { readonly status: 'found'; readonly text: string; readonly found: readonly Neighbour[] }
  | { readonly status: 'failed'; readonly text: string; readonly error: ModelErrorData };

type MapState =
  | { readonly status: 'idle' }
  | { readonly status: 'drawing'; readonly method: 'pca' | 'umap'; readonly map: MapProgress | null }
  | { readonly status: 'drawn'; readonly method: 'pca' | 'umap'; readonly map: MapProgress }
  | { readonly status: 'failed'; readonly method: 'pca' | 'umap'; readonly message: string };

type TokenizingState =
  | { readonly status: 'idle' }
  | { readonly status: 'working' }
  | { readonly status: 'done'; readonly text: string; readonly found: Tokenized }
  | { readonly status: 'failed'; readonly error: ModelErrorData };

type AttachingState =
  | { readonly status: 'idle' }
  | { readonly status: 'reading'; readonly name: string }
  | { readonly status: 'refused'; readonly name: string; readonly message: string };

export const blankPlaygroundState: PlaygroundState = {
  program: 'unknown',
  promptTokens: null,
  shown: { complete: null, evaluate: null, embed: null },
  tokens: {},
  opened: null,
  problems: {},
  bias: {},
  rankFile: { status: 'idle' },
  scoresFound: { status: 'none' },
  matteredFound: { status: 'none' },
  scores: null,
  mattered: null,
  textsFile: { status: 'idle' },
  textsFound: { status: 'none' },
  similarity: null,
  pair: null,
  neighbours: null,
  search: { status: 'idle' },
  map: { status: 'idle' },
  tokenizing: { status: 'idle' },
  attaching: { status: 'idle' },
  sendOriginal: false,
};

/** When everything under way was stopped, with the project still on the screen: nothing is waited for that will not come. */
export function settledPlaygroundState(state: PlaygroundState): PlaygroundState {
  const { rankFile, textsFile, scoresFound, matteredFound, textsFound, search, map, tokenizing, attaching } = state;
  return {
    ...state,
    rankFile: settledFile(rankFile),
    textsFile: settledFile(textsFile),
    scoresFound: settledFound(scoresFound),
    matteredFound: settledFound(matteredFound),
    textsFound: settledFound(textsFound),
    bias: {},
    search: search.status === 'searching' ? { status: 'idle' } : search,
    map: map.status === 'drawing' ? { status: 'idle' } : map,
    tokenizing: tokenizing.status === 'working' ? { status: 'idle' } : tokenizing,
    attaching: attaching.status === 'reading' ? { status: 'idle' } : attaching,
  };
}

function settledFound<Value>(found: Found<Value>): Found<Value> {
  return found.status === 'checking' ? { status: 'none' } : found;
}
