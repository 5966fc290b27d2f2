import { type Candidate, isFixedReply } from '../../conversation/candidate';
import { saidBefore } from '../../conversation/compose';
import { pathTo } from '../../conversation/tree';
import type { Turn } from '../../conversation/turn';
import { textOf } from '../../model/model-prompt';
import { promptKeyOf } from '../export/split';
import type { TrainingExample } from '../export/training-example';
import type { TextTurn } from '../run/made-row';

/**
 * What feedback in Align and Chat says of responses, without a call: praise makes a good one, a critique a bad one (both of one response say
 * nothing), and the latest rewrite is chosen over the response. With `selected`, too: the response that was selected, over the others of
 * its turn.
 *
 * Only whole responses count that a model wrote. The prompt is the one that was sent: of a chat the system text is apart, of a prompt that
 * was run by itself it is the user's turn.
 */
export function feedbackExamples(
  turns: readonly Turn[],
  { selected }: { readonly selected: boolean },
): readonly TrainingExample[] {
  return turns.flatMap((turn) => {
    const whole = turn.candidates.filter((candidate) => wholeText(candidate) !== null);
    const found = [...whole.flatMap(givenOf), ...(selected ? selectionOf(turn, whole) : [])];
    if (found.length === 0) return [];
    const fields = fieldsOf(turn, turns);
    return found.map((each): TrainingExample => ({ ...fields, ...each }));
  });
}

type Fields = Pick<TrainingExample, 'promptKey' | 'id' | 'turns' | 'systemMessage'>;
/** Without what all of one turn share. */
type Found = TrainingExample extends infer Example
  ? Example extends TrainingExample
    ? Omit<Example, keyof Fields>
    : never
  : never;

function fieldsOf(turn: Turn, turns: readonly Turn[]): Fields {
  const { prompt, message } = turn.input;
  const said = saidBefore(pathTo(turns, turn.id)).map(({ role, parts }): TextTurn => ({ role, text: textOf(parts) }));
  const asked: readonly TextTurn[] = message === null ? [{ role: 'user', text: prompt }] : said;
  return {
    promptKey: promptKeyOf(asked),
    id: `${message === null ? 'run' : 'turn'} ${turn.n}`,
    turns: asked,
    systemMessage: message === null ? '' : prompt,
  };
}

function givenOf(candidate: Candidate): readonly Found[] {
  const text = wholeText(candidate) ?? '';
  const { feedback } = candidate;
  const isPraised = feedback.some(({ kind }) => kind === 'kudos');
  const isCriticised = feedback.some(({ kind }) => kind === 'critique');
  const rewrite = feedback.findLast((given) => given.kind === 'rewrite')?.text;
  return [
    ...(isPraised === isCriticised
      ? []
      : [{ kind: 'unpaired', completion: text, label: isPraised, isEdited: false } as const]),
    ...(rewrite === undefined || rewrite.trim() === '' || rewrite === text
      ? []
      : [{ kind: 'preference', chosen: rewrite, rejected: text, isEdited: true } as const]),
  ];
}

function selectionOf({ chosenId }: Turn, candidates: readonly Candidate[]): readonly Found[] {
  const chosen = candidates.find(({ id }) => id === chosenId);
  if (chosen === undefined) return [];
  const text = wholeText(chosen) ?? '';
  const others = new Set(candidates.map((candidate) => wholeText(candidate) ?? ''));
  others.delete(text);
  return [...others].map((rejected) => ({ kind: 'preference', chosen: text, rejected, isEdited: false }) as const);
}

/** Null where it is none: cut, failed, empty, or the author's own. */
function wholeText(candidate: Candidate): string | null {
  const { state } = candidate;
  if (state.status !== 'answered' || state.finish.kind !== 'stop' || isFixedReply(candidate)) return null;
  return state.text.trim() === '' ? null : state.text;
}
