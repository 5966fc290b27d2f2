import type { ReadOptions } from '../../core/dataset/table';
import type { RowWindow } from '../../core/jobs/job-store';
import type { TextsToRank } from '../../core/playground/hand-over/texts-to-rank';
import type { Square } from '../../core/playground/images/image-limits';
import type { NamedBlob, ScoresWindow, VectorsFormat } from '../../core/playground/playground-port';
import type {
  CompleteSetup,
  EmbedSetup,
  EvaluateSetup,
  PlaygroundPrompt,
  PlaygroundTask,
} from '../../core/playground/playground-work';

/** Everything that the Playground can ask for. What goes wrong is on the screen: actions reject only where it says so. */
export interface PlaygroundActions {
  /** The Playground is on the screen: what it shows is looked up. */
  open(): void;
  setTask(task: PlaygroundTask): void;
  setPrompt(change: Partial<PlaygroundPrompt>): void;
  setComplete(change: Partial<CompleteSetup>): void;
  setEvaluate(change: Partial<EvaluateSetup>): void;
  setEmbed(change: Partial<EmbedSetup>): void;
  /** A field holds what it does not take, and why, by the name of its control; null: it is well again. Nothing is sent meanwhile. */
  setFieldProblem(field: string, problem: string | null): void;

  /** What the task on the screen asks for. Nothing is sent while a field cannot be. */
  run(): Promise<void>;
  stop(): void;
  pause(): void;
  /** Of many rows: goes on from where it is. */
  resume(runId: string): Promise<void>;
  showRun(runId: string): void;
  removeRun(runId: string): Promise<void>;

  /** Has the tokens of these completions (place 0: of an evaluation) in the state, from the device where they are not. */
  showTokens(runId: string, places: readonly number[]): void;
  openToken(token: { readonly runId: string; readonly n: number; readonly at: number } | null): void;
  /** A further completion that goes on behind another token: the alternative at this place of the list. */
  branch(from: {
    readonly runId: string;
    readonly n: number;
    readonly at: number;
    readonly alternative: number;
  }): Promise<void>;

  rank(): Promise<void>;
  whatMattered(): Promise<void>;
  chooseRankFile(file: File): Promise<void>;
  changeRankOptions(options: Partial<ReadOptions>): Promise<void>;
  /** Of a file on its way, or one that was chosen. */
  cancelReading(which: 'scores' | 'texts'): void;
  removeFile(which: 'scores' | 'texts'): void;
  showScores(window: Omit<ScoresWindow, 'runId'>): Promise<void>;
  /** Null when it could not be made, after a notice. */
  scoresFile(): Promise<Blob | null>;

  chooseTexts(file: File): Promise<void>;
  changeTextsOptions(options: Partial<ReadOptions>): Promise<void>;
  showSimilarity(window: { readonly rows: RowWindow; readonly columns: RowWindow }): Promise<void>;
  openPair(pair: readonly [number, number] | null): void;
  showNeighbours(of: number): Promise<void>;
  search(text: string): Promise<void>;
  drawMap(method: 'pca' | 'umap'): Promise<void>;
  stopMap(): void;
  vectorsFile(as: VectorsFormat): Promise<NamedBlob | null>;

  /** A file, or the address of one; as it is where "Send original" is on. */
  attachImage(source: File | string, to: ImagePlace): Promise<void>;
  removeImage(at: ImagePlace): void;
  /** Null when it is done, else why not. */
  cropImage(sha256: string, square: Square): Promise<string | null>;
  /** What was attached in this tab is read again. */
  setSendOriginal(sendOriginal: boolean): Promise<void>;

  tokenize(text: string): Promise<void>;
  textOfTokens(ids: readonly number[]): Promise<void>;
  /** Reads a request of `aleph-alpha-client`; what it cannot take is said. Null when it is read, else why not. */
  openAlephRequest(text: string): Promise<string | null>;
  /** The prompt becomes Align's, as a revision that can be undone. */
  sendToAlign(): void;
  /** A call of the log becomes the set-up. */
  openCall(callId: string): Promise<void>;
  /** Texts of another room become the set-up of Rank. */
  openTexts(texts: TextsToRank): void;
}

/** `place`: index among the parts of the prompt, or among the images of Embed. */
export interface ImagePlace {
  readonly task: 'prompt' | 'embed';
  readonly place: number;
  /** In the text of that part, where the caret is; absent: before the part. */
  readonly offset?: number | undefined;
}
