import { estimateWork } from '../../calls/estimate';
import { estimateTokens } from '../../calls/estimate-tokens';
import type { CallLimits } from '../../calls/limits';
import type { RowSource } from '../../dataset/row-source';
import type { TableProblem } from '../../dataset/table';
import { completionCapabilitiesOf } from '../../model/completion-capabilities-of';
import type { ModelRef } from '../../model/model-ref';
import { rowOf } from '../../model/provider-table';
import type { VectorInput } from '../../model/vector-model';
import { err, ok, type Result } from '../../result';
import type { TextsFound } from '../playground-port';
import type { EmbedSetup, KeptImage } from '../playground-work';
import { noColumn } from '../scores/score-rows';

export interface RowToEmbed {
  /** From 1: of a line or of the file; images follow on all texts. */
  readonly row: number;
  /** The text, or the name of the image. */
  readonly text: string;
  readonly colour: string | null;
  /** Null: an empty text, of which there is no vector. */
  readonly input: VectorInput | null;
}

export interface RowsToEmbed {
  pieces(signal: AbortSignal): AsyncIterable<readonly RowToEmbed[]>;
}

type Texts = Pick<EmbedSetup, 'texts' | 'dataset' | 'textColumn' | 'colourColumn' | 'images'>;

/** One text a line, then images. */
export function typedRows(setup: Texts, images: Readonly<Record<string, KeptImage>>): RowsToEmbed {
  const lines = setup.texts.split(/\r?\n/);
  // A break after the last line begins no further one.
  if (lines.at(-1) === '') lines.pop();
  return {
    async *pieces() {
      for (let from = 0; from < lines.length; from += rowsPerPiece)
        yield lines
          .slice(from, from + rowsPerPiece)
          .map((text, index) => textRow({ row: from + index + 1, text, colour: null }));
      yield imageRows(setup, images, lines.length);
    },
  };
}

const rowsPerPiece = 500;

/** The texts of a column, then images. The error asks for the column. */
export function fileRows(
  source: RowSource,
  setup: Texts,
  images: Readonly<Record<string, KeptImage>>,
): Result<RowsToEmbed, TableProblem> {
  const place = source.columns.indexOf(setup.textColumn ?? '');
  if (place === -1) return err(noColumn('texts', source.columns, setup.textColumn));
  const colourPlace = setup.colourColumn === null ? null : source.columns.indexOf(setup.colourColumn);
  if (colourPlace === -1) return err(noColumn('colours', source.columns, setup.colourColumn));
  return ok({
    async *pieces(signal) {
      let last = 0;
      for await (const piece of source.pieces(signal)) {
        last = piece.at(-1)?.number ?? last;
        yield piece.map(({ number: row, cells }) =>
          textRow({ row, text: cells[place] ?? '', colour: colourPlace === null ? null : (cells[colourPlace] ?? '') }),
        );
      }
      yield imageRows(setup, images, last);
    },
  });
}

function textRow(row: Omit<RowToEmbed, 'input'>): RowToEmbed {
  return { ...row, input: row.text.trim() === '' ? null : { type: 'text', text: row.text } };
}

function imageRows(
  { images: chosen }: Texts,
  images: Readonly<Record<string, KeptImage>>,
  before: number,
): readonly RowToEmbed[] {
  return chosen.map((sha256, index) => {
    const image = images[sha256];
    const input = image === undefined ? null : ({ type: 'image', mimeType: image.mimeType, data: image.data } as const);
    return { row: before + index + 1, text: image?.name ?? 'Image', colour: null, input };
  });
}

/** An image is about as many tokens, as Gemini counts one. */
const tokensOfImage = 258;

/** How many inputs there are, which of them are empty or repeat another one, and what all of them take. */
export async function scanEmbedRows(
  rows: RowsToEmbed,
  { model, limits, signal }: { readonly model: ModelRef; readonly limits: CallLimits; readonly signal: AbortSignal },
): Promise<TextsFound> {
  const empty: number[] = [];
  const equal: number[] = [];
  const seen = new Set<string>();
  let total = 0;
  let tokens = 0;
  for await (const piece of rows.pieces(signal)) {
    signal.throwIfAborted();
    for (const { row, input } of piece) {
      if (input === null) {
        empty.push(row);
        continue;
      }
      total += 1;
      const key = input.type === 'text' ? input.text : input.data;
      if (seen.has(key)) equal.push(row);
      else tokens += input.type === 'text' ? estimateTokens(input.text) : tokensOfImage;
      seen.add(key);
    }
  }
  const { perCall } = completionCapabilitiesOf(model).vectors;
  const calls = Math.ceil((total - equal.length) / Math.max(1, perCall));
  const kind = { model, calls, tokens: tokens / Math.max(1, calls), seconds: rowOf(model.provider).seconds.short };
  return { total, empty, equal, estimate: estimateWork({ kinds: [kind], limits }) };
}
