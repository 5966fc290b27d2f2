import { requestOf } from '../alignment/ask';
import type { Field } from '../dataset/example';
import { classifyInstruction } from '../instructions/classify';
import type { Capabilities } from '../model/capabilities';
import type { ModelRequest } from '../model/model-request';
import type { ClassifySubject } from '../model/task';
import { createRandom, deriveSeed, shuffled } from '../random';
import type { ClassifySettings } from './classifier';
import type { Rulebook } from './rulebook';
import { numberedRules } from './rulebook-content';
import { truncateFields } from './truncate-words';

/** A row to be labeled. Its golden label is no part of it. */
export interface Row {
  readonly id: string;
  readonly fields: readonly Field[];
}

/**
 * What is asked about rows: their inputs, truncated, and the labels in an order of their own, so that no label gains by standing first.
 * The order depends on the seed and the rows' ids alone, so that the same question is the same call.
 */
export function classifySubject(
  rulebook: Rulebook,
  rows: readonly Row[],
  { truncateWords, seed }: Pick<ClassifySettings, 'truncateWords' | 'seed'>,
): ClassifySubject {
  const random = createRandom(deriveSeed(seed, 'labels', ...rows.map(({ id }) => id)));
  return {
    task: rulebook.task,
    labels: shuffled(numberedRules(rulebook), random),
    rows: rows.map(({ fields }) => truncateFields(fields, truncateWords)),
  };
}

/** The very call that labels these rows; one or more. */
export function classifyRequest(
  subject: ClassifySubject,
  { temperature }: Pick<ClassifySettings, 'temperature'>,
  capabilities: Capabilities,
): ModelRequest {
  const instruction = classifyInstruction(subject);
  return requestOf(instruction, subject, {
    prompt: instruction.render(subject),
    settings: { temperature, ...(capabilities.settings.logprobs === true ? { logprobs: alternatives } : {}) },
    cache: instruction.cache,
  });
}

/** Enough for the beginnings of all likely labels. */
const alternatives = 5;
