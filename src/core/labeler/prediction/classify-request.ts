import { requestOf } from '../../alignment/ask';
import type { Field } from '../../dataset/example';
import { chooseLabel } from '../../instructions/choose-label';
import { classifyInstruction, type Reading } from '../../instructions/classify';
import { choiceCodes } from '../../instructions/label-codes';
import type { ClassifySubject } from '../../instructions/task';
import type { Capabilities } from '../../model/capabilities';
import type { ModelRequest } from '../../model/model-request';
import type { Reply, TokenLogprob } from '../../model/reply';
import { createRandom, deriveSeed, shuffled } from '../../random';
import { ok, type Result } from '../../result';
import type { Rulebook } from '../rules/rulebook';
import { numberedRules } from '../rules/rulebook-content';
import type { ClassifySettings } from './classifier';
import { confidenceOf } from './confidence';
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

/** The very call that labels these rows, one or more; and how its reply is read. */
export interface ClassifyCall {
  readonly request: ModelRequest;
  /** A reading per row, in order. The error says in words why the reply cannot be used. */
  readonly read: (reply: Reply) => Result<readonly RowReading[], string>;
}

export interface RowReading extends Reading {
  /** Of the label among all of them, 0 to 1; absent when the reply does not tell. */
  readonly confidence?: number;
}

/**
 * A model that tells how probable each of several answers is chooses the label of one row: its confidence is then that of the model
 * itself, and not of one way of writing the label. It names no rule. Several rows in a call, and labels beyond number, are answered in JSON.
 */
export function classifyCall(
  subject: ClassifySubject,
  settings: Pick<ClassifySettings, 'temperature' | 'examplesPerCall'>,
  capabilities: Capabilities,
): ClassifyCall {
  const codes = choiceCodes({ labels: subject.labels.length, examplesPerCall: settings.examplesPerCall }, capabilities);
  return codes === null ? jsonCall(subject, settings, capabilities) : choiceCall(subject, codes);
}

export function classifyRequest(...call: Parameters<typeof classifyCall>): ModelRequest {
  return classifyCall(...call).request;
}

function choiceCall(subject: ClassifySubject, codes: readonly string[]): ClassifyCall {
  const choice = chooseLabel(codes);
  return {
    request: {
      purpose: 'classify',
      subject,
      prompt: choice.render(subject),
      // Any other temperature would make the probabilities surer, or less sure, than the model is.
      settings: { temperature: 1 },
      reply: { type: 'choice', options: codes },
      cache: 'fresh',
    },
    read(reply) {
      const chosen = choice.read(reply, subject);
      return chosen.ok ? ok([{ ...chosen.value, rule: 0 }]) : chosen;
    },
  };
}

function jsonCall(
  subject: ClassifySubject,
  { temperature }: Pick<ClassifySettings, 'temperature'>,
  capabilities: Capabilities,
): ClassifyCall {
  const instruction = classifyInstruction(subject);
  const request = requestOf(instruction, subject, {
    prompt: instruction.render(subject),
    settings: { temperature, ...(capabilities.settings.logprobs === true ? { logprobs: alternatives } : {}) },
    cache: instruction.cache,
  });
  const labels = subject.labels.map(({ label }) => label);
  return {
    request,
    read({ text, tokens }) {
      const parsed = instruction.parse(text, subject);
      if (!parsed.ok || tokens === undefined) return parsed;
      return ok(parsed.value.map((reading, nth) => withConfidence(reading, tokens, { labels, nth })));
    },
  };
}

function withConfidence(
  reading: Reading,
  tokens: readonly TokenLogprob[],
  { labels, nth }: { readonly labels: readonly string[]; readonly nth: number },
): RowReading {
  if (reading.label === null) return reading;
  const confidence = confidenceOf(tokens, { label: reading.label, labels, nth });
  return confidence === null ? reading : { ...reading, confidence };
}

/** Enough for the beginnings of all likely labels. */
const alternatives = 5;
