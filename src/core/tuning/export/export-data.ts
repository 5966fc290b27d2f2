import type { Instant } from '../../effects';
import { fileStem } from '../../file-stem';
import type { ExportCheck, ExportRequest } from '../tuning-port';
import { type CollectedExamples, collectExamples, type RowsOfRun } from './collect-examples';
import { dataCard } from './data-card';
import { columnsOf, type DataFile, dataFile, datasetInfo } from './data-files';
import { problemsOf } from './problems-of';

/** What is taken away: one file, or several with a data card. */
export interface ExportFiles extends ExportCheck {
  /** Of the one file, or of the ZIP. */
  readonly name: string;
  readonly files: readonly DataFile[];
}

/** What would be taken away. */
export async function checkExport(request: ExportRequest, rows: RowsOfRun): Promise<ExportCheck> {
  return checkOf(await collectExamples(request, { rows, withStatistics: false }), request);
}

/**
 * Files of the rows of all runs, in their order. One file where it says all there is to say; several where some prompts are kept to
 * validate with, where the format has a file beside the data, or where the format has no place to mark what was edited: then the data
 * card goes along.
 */
export async function exportData(
  request: ExportRequest,
  { rows, now }: { readonly rows: RowsOfRun; readonly now: Instant },
): Promise<ExportFiles> {
  const collected = await collectExamples(request, { rows, withStatistics: true });
  const { training, validation } = collected;
  const { settings, as, projectName } = request;
  const check = checkOf(collected, request);
  const form = { settings, as, more: columnsOf([...training, ...validation], { settings, as }) };
  const stem = `${fileStem(projectName)}-${settings.format}`;
  const isAlone =
    validation.length === 0 && !isLlamaFactory(request) && (form.more.edited || collected.edited.length === 0);
  if (isAlone) {
    const file = dataFile(stem, training, form);
    return { ...check, name: file.name, files: [file] };
  }
  const train = dataFile('train', training, form);
  const validate = validation.length === 0 ? null : dataFile('validation', validation, form);
  const names = { train: train.name, ...(validate !== null && { validation: validate.name }) };
  const info = isLlamaFactory(request) ? [infoFile(stem, names, form)] : [];
  const card = dataCard({ request, collected, files: names, now });
  return {
    ...check,
    name: `${stem}.zip`,
    files: [card, train, ...(validate === null ? [] : [validate]), ...info],
  };
}

function checkOf({ training, validation, leftOut }: CollectedExamples, { settings }: ExportRequest): ExportCheck {
  return {
    training: training.length,
    validation: validation.length,
    leftOut,
    problems: problemsOf(settings.format, { training, validation }),
  };
}

function isLlamaFactory({ settings, as }: ExportRequest): boolean {
  return as === 'jsonl' && (settings.format === 'llama-factory-sft' || settings.format === 'llama-factory-dpo');
}

function infoFile(
  stem: string,
  names: Parameters<typeof datasetInfo>[1],
  form: Parameters<typeof datasetInfo>[2],
): DataFile {
  const entry = datasetInfo(stem.replaceAll('-', '_'), names, form);
  return { name: 'dataset_info.json', parts: [`${JSON.stringify(entry, null, 2)}\n`] };
}
