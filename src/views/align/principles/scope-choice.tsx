import { heldCondition, type PrincipleScope } from '../../../core/constitution/condition';
import type { PrincipleCondition } from '../../../core/constitution/principle';
import { triggerIn } from '../../../core/constitution/read-condition';
import { Segmented } from '../../ui/radio-group';

interface ScopeChoiceProps {
  readonly text: string;
  /** When the principle holds so far. */
  readonly when: PrincipleCondition | undefined;
  /** What the author picked in this edit, if anything. */
  readonly picked: PrincipleScope | undefined;
  readonly onPick: (scope: PrincipleScope) => void;
}

export const scopeLabels: Readonly<Record<PrincipleScope, string>> = {
  always: 'Always',
  turn: 'Per turn',
  conversation: 'From then on',
};

/** When a principle holds, and from which of its words that is read. */
export function ScopeChoice({ text, when, picked, onPick }: ScopeChoiceProps) {
  const held = heldCondition(text, when);
  const trigger = triggerIn(text, when);
  const scope = trigger === null ? 'always' : (picked ?? held?.scope ?? 'always');
  return (
    <div className="mt-2 grid justify-items-start gap-1">
      <Segmented
        label="Holds"
        value={scope}
        options={(['always', 'turn', 'conversation'] as const).map((value) => ({
          value,
          label: scopeLabels[value],
          disabled: trigger === null && value !== 'always',
        }))}
        onPick={onPick}
      />
      <p className="hint">{hintOf(scope, trigger)}</p>
    </div>
  );
}

function hintOf(scope: PrincipleScope, trigger: string | null): string {
  if (trigger === null)
    return 'For the other two, begin with when it holds and a comma: “When the user asks for prices, …”.';
  switch (scope) {
    case 'always':
      return 'It holds in every reply.';
    case 'turn':
      return `It holds in replies where: ${trigger}.`;
    case 'conversation':
      return `It holds for the rest of the conversation: ${trigger}.`;
  }
}
