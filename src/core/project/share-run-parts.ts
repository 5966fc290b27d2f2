import type { TuningWork } from '../tuning/run/tuning-work';
import type { Project } from './project';

/**
 * Runs that began with equal constitutions or prompts hold one and the same object, which is also that of the set-up where it is equal.
 * What is stored is written whole at each save, and an object that is met twice is written once (HTML, "StructuredSerialize"); reading
 * and checking a stored project parts them again.
 */
export function withSharedRunParts(project: Project): Project {
  const tuning = project.tuning && withSharedParts(project.tuning);
  return tuning === project.tuning ? project : { ...project, tuning };
}

function withSharedParts(work: TuningWork): TuningWork {
  const constitutionOf = sharing(work.constitution);
  const promptsOf = sharing(work.prompts);
  let isChanged = false;
  const runs = work.runs.map((run) => {
    const constitution = constitutionOf(run.constitution);
    const prompts = promptsOf(run.prompts);
    if (constitution === run.constitution && prompts === run.prompts) return run;
    isChanged = true;
    return { ...run, constitution, prompts };
  });
  return isChanged ? { ...work, runs } : work;
}

/** The first one that is equal to the given one. */
function sharing<T>(first: T): (value: T) => T {
  const known = new Map([[JSON.stringify(first), first]]);
  return (value) => {
    const key = JSON.stringify(value);
    const found = known.get(key);
    if (found === undefined) known.set(key, value);
    return found ?? value;
  };
}
