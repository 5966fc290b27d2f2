import { type ImportProblem, largestFile, tooLarge, unreadableFile } from '../core/project/import-problem';
import { type ImportDeps, type ImportedFile, importFileText, projectWords } from '../core/project/import-project';
import { err, ok, type Result } from '../core/result';

interface ReadDeps extends ImportDeps {
  /** The file's: not every browser sends it along with the file. */
  readonly name?: string;
}

/** Reads a chosen file as a project, or as a prompt. The size is looked at before anything is read. Call it in a worker: see `importText`. */
export async function readProjectFile(
  file: Blob,
  { name = '', ...deps }: ReadDeps,
): Promise<Result<ImportedFile, ImportProblem>> {
  if (file.size > largestFile) return err(tooLarge(file.size, projectWords));
  const bytes = await file.arrayBuffer().catch(unreadableFile);
  if (!(bytes instanceof ArrayBuffer)) return err(bytes);
  const text = decodeText(new Uint8Array(bytes));
  return text.ok ? importFileText({ name, text: text.value }, deps) : text;
}

/** UTF-8, or UTF-16 when the file says so at its beginning, as some Windows editors save it. */
function decodeText(bytes: Uint8Array): Result<string, ImportProblem> {
  const encoding = encodingOf(bytes);
  try {
    return ok(new TextDecoder(encoding, { fatal: true }).decode(bytes));
  } catch {
    return err({
      kind: 'encoding',
      title: 'The file is not text',
      problems: [
        `Expected ${encoding.toUpperCase()} text; the file holds other bytes. Choose a file that was made with Export, or save it as UTF-8.`,
      ],
    });
  }
}

function encodingOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return 'utf-8';
}
