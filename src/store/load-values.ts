import { losesValues, type Values } from '../core/project/input-values';
import { parseTemplate } from '../core/prompt/template';
import type { ActionContext } from './context';

interface LoadedValues {
  /** For a message: `Run 2`, `“Teapot”`. */
  readonly from: string;
  readonly values: Values;
}

/** Puts values into the fields. What stood there and is saved nowhere can be put back. */
export function loadValues({ get, setAlign, setProject }: ActionContext, { from, values }: LoadedValues): void {
  const { prompt, inputs } = get().project;
  const isLoss = losesValues({
    values: inputs.values,
    by: values,
    saved: inputs.sets.map((inputSet) => inputSet.values),
    names: parseTemplate(prompt.preamble).variables,
  });
  setProject((project) => ({
    ...project,
    inputs: { ...project.inputs, values: { ...project.inputs.values, ...values } },
  }));
  setAlign({ missingValues: null, replacedValues: isLoss ? { by: from, values: inputs.values } : null });
}

/** The values that the last load wrote over. */
export function putValuesBack({ get, setAlign, setProject }: ActionContext): void {
  const replaced = get().align.replacedValues;
  if (replaced === null) return;
  setProject((project) => ({
    ...project,
    inputs: { ...project.inputs, values: { ...project.inputs.values, ...replaced.values } },
  }));
  setAlign({ replacedValues: null });
}
