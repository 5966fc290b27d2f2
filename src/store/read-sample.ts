import type { ImportProblem } from '../core/project/import-problem';
import type { ImportedFile } from '../core/project/import-project';
import type { FetchedSample } from '../core/project/samples';
import { err, ok, type Result } from '../core/result';
import type { StudioDeps } from './context';

export type FileProblem = Pick<ImportProblem, 'title' | 'problems'>;

/** Read like a file that somebody chose: whatever the host gives is checked. */
export async function readSample(
  { fetchFile, readProjectFile }: Pick<StudioDeps, 'fetchFile' | 'readProjectFile'>,
  { name, path }: FetchedSample,
): Promise<Result<ImportedFile, FileProblem>> {
  const fetched = await fetchFile(path).then(ok<Blob>, (error: unknown) => err(notFetched(name, error)));
  if (!fetched.ok) return fetched;
  const read = await readProjectFile(new File([fetched.value], path)).catch(couldNotRead);
  if (read.ok) return read;
  return err(notASample(name, read.error));
}

/** The reader itself failed. */
export function couldNotRead(error: unknown): Result<never, FileProblem> {
  return err({ title: 'The file could not be read', problems: [reasonOf(error)] });
}

function notFetched(name: string, error: unknown): FileProblem {
  return {
    title: `“${name}” could not be fetched`,
    problems: [
      `It lies beside this page, and the browser did not get it. Check the connection and choose it again. It said: ${reasonOf(error)}`,
    ],
  };
}

/** The author cannot mend this file, so what the reader would advise is left out. */
function notASample(name: string, { title, problems }: FileProblem): FileProblem {
  const [found] = problems;
  return {
    title: `“${name}” came in a form that cannot be opened`,
    problems: [
      found === undefined ? `${title}.` : `${title}. ${found}`,
      'The host of this page gave something else than the sample, or one of another version. Reload the page and try again.',
    ],
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
