import { repliesOf, replyOf } from '../../../core/conversation/branches';
import type { Candidate } from '../../../core/conversation/candidate';
import type { Turn } from '../../../core/conversation/turn';
import { modelName } from '../../../core/model/model-ref';
import { type SettingName, settingNames } from '../../../core/model/sampling-settings';
import { diffWords, type WordChange } from '../../../core/prompt/diff-words';

export interface Compared {
  /** Turns that both have, with the same replies. */
  readonly shared: number;
  readonly pairs: readonly TurnPair[];
}

/** What stands at the same place of two branches; null where one has ended before. */
export interface TurnPair {
  /** From 1: at which turn of the path. */
  readonly n: number;
  readonly left: ComparedTurn | null;
  readonly right: ComparedTurn | null;
  /** Null where it is as it was at the exchange before, or one side has nothing to compare. */
  readonly sentWith: SentWith | null;
}

/** What was not the same when they were sent. */
export interface SentWith {
  /** Model and settings, a sentence each. */
  readonly differences: readonly string[];
  /** How the prompt differs, from left to right, without the lines far from any change; null where it does not. */
  readonly prompt: readonly WordChange[] | null;
}

interface ComparedTurn {
  readonly turn: Turn;
  /** The one that the branch goes on from, or at its end would. */
  readonly reply: Candidate | null;
  readonly isSelected: boolean;
}

type Path = readonly Turn[];

/** Two paths from the place on where they part. */
export function comparedTurns(leftPath: Path, rightPath: Path): Compared {
  const [lefts, rights] = [sides(leftPath), sides(rightPath)];
  const parts = lefts.findIndex(({ turn, reply }, index) => {
    const other = rights[index];
    return other?.turn.id !== turn.id || other.reply?.id !== reply?.id;
  });
  const shared = parts < 0 ? lefts.length : parts;
  const length = Math.max(lefts.length, rights.length);
  let before: readonly [Turn, Turn] | null = null;
  const pairs = Array.from({ length: length - shared }, (_, offset): TurnPair => {
    const [left = null, right = null] = [lefts[shared + offset], rights[shared + offset]];
    const both: readonly [Turn, Turn] | null =
      left === null || right === null || left.turn.id === right.turn.id ? null : [left.turn, right.turn];
    const isAsBefore =
      both !== null && before !== null && isSentAlike(both[0], before[0]) && isSentAlike(both[1], before[1]);
    before = both ?? before;
    return { n: shared + offset + 1, left, right, sentWith: both === null || isAsBefore ? null : sentWithOf(...both) };
  });
  return { shared, pairs };
}

function sides(path: Path): readonly ComparedTurn[] {
  const replies = repliesOf(path);
  return path.map((turn, index) => {
    const selected = replies[index] ?? null;
    return { turn, reply: selected ?? replyOf(turn), isSelected: selected !== null };
  });
}

/** With the same prompt, model and settings. */
function isSentAlike(one: Turn, other: Turn): boolean {
  return one.input.prompt === other.input.prompt && differencesOf(one, other).length === 0;
}

function sentWithOf(left: Turn, right: Turn): SentWith {
  const [before, after] = [left.input.prompt, right.input.prompt];
  return {
    differences: differencesOf(left, right),
    prompt: before === after ? null : nearChanges(diffWords(before, after)),
  };
}

/** Of a long stretch that is the same, the line next to each change. */
function nearChanges(parts: readonly WordChange[]): readonly WordChange[] {
  return parts.map((part, place) => {
    if (part.kind !== 'same') return part;
    const lines = part.text.split('\n');
    const head = place === 0 ? [] : lines.slice(0, 2);
    const tail = place === parts.length - 1 ? [] : lines.slice(-2);
    return head.length + tail.length + 1 >= lines.length ? part : { ...part, text: [...head, '…', ...tail].join('\n') };
  });
}

function differencesOf(left: Turn, right: Turn): readonly string[] {
  const models = [modelName(left.model), modelName(right.model)];
  const settings = settingNames.flatMap((name) => {
    const [one, other] = [settingWords(left, name), settingWords(right, name)];
    return one === other ? [] : [`${settingLabels[name]}: ${one} on the left, ${other} on the right.`];
  });
  return models[0] === models[1]
    ? settings
    : [`Model: ${models[0]} on the left, ${models[1]} on the right.`, ...settings];
}

function settingWords({ settings }: Turn, name: SettingName): string {
  const value = settings[name];
  return value === undefined ? 'the model’s own' : Array.isArray(value) ? JSON.stringify(value) : String(value);
}

const settingLabels: Readonly<Record<SettingName, string>> = {
  temperature: 'Temperature',
  topP: 'Top P',
  topK: 'Top K',
  maxOutputTokens: 'Max output tokens',
  stopSequences: 'Stop sequences',
  presencePenalty: 'Presence penalty',
  frequencyPenalty: 'Frequency penalty',
  seed: 'Seed',
  candidates: 'Candidates',
  logprobs: 'Log-probabilities',
};
