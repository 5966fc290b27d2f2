import { canonicalJson } from '../canonical-json';
import { type ModelRef, modelKey } from '../model/model-ref';
import type { ModelRequest } from '../model/model-request';

/** Written once for a request, although several look at it. */
const written = new WeakMap<ModelRequest, { readonly model: string; readonly text: string }>();

/** What an answer depends on: equal texts are equal calls. The endpoint is no part of it: the same model behind a proxy gives the same answers. */
export function callText(ref: ModelRef, request: ModelRequest): string {
  const model = modelKey(ref);
  const known = written.get(request);
  if (known?.model === model) return known.text;
  const { purpose, prompt, settings, reply, completion } = request;
  const text = canonicalJson({ model, purpose, prompt, settings, reply, completion });
  written.set(request, { model, text });
  return text;
}
