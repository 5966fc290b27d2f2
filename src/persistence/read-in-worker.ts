import type { ImportProblem } from '../core/project/import-problem';
import type { ImportedFile } from '../core/project/import-project';
import type { Result } from '../core/result';
import type { NamedFile } from './project-file.worker';

/** Reads a project file in a worker of its own, which ends with the answer and gives its memory back. */
export function readInWorker(file: File): Promise<Result<ImportedFile, ImportProblem>> {
  const worker = new Worker(new URL('./project-file.worker.ts', import.meta.url), { type: 'module' });
  return new Promise<Result<ImportedFile, ImportProblem>>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Result<ImportedFile, ImportProblem>>) => resolve(data);
    worker.onerror = (event) => reject(new Error(`The file could not be read: ${event.message}`));
    const named: NamedFile = { name: file.name, file };
    worker.postMessage(named);
  }).finally(() => worker.terminate());
}
