import type { TokenAlternative } from '../../../core/model/reply';
import type { CompleteRun, Completion } from '../../../core/playground/playground-work';
import { capabilitiesHere } from '../../../store/playground/select-playground';
import { tokensKey } from '../../../store/playground/token-cache';
import { whole } from '../../shared/counted';
import { Button } from '../../ui/button';
import { Outcome } from '../../ui/chip';
import { useStudio } from '../../use-studio';
import { AlternativesPanel } from '../tokens/alternatives-panel';
import { type ShownToken, spokenToken } from '../tokens/shown-token';
import { usePlayground, usePlaygroundActions } from '../use-playground';

/** The alternatives of the token that is open; each can become a completion of its own. */
export function CompletionAlternatives({ run }: { readonly run: CompleteRun }) {
  const opened = usePlayground((state) => state.opened);
  const kept = usePlayground(({ tokens }) =>
    opened === null ? undefined : tokens[tokensKey({ runId: opened.runId, place: opened.n })],
  );
  const { openToken } = usePlaygroundActions();
  const completion = run.completions.find(({ n }) => n === opened?.n);
  if (opened === null || opened.runId !== run.id || kept?.kind !== 'completion' || completion === undefined)
    return null;
  const isPrompt = opened.at < 0;
  const tokens: readonly ShownToken[] = (isPrompt ? kept.promptTokens : kept.tokens) ?? [];
  const at = isPrompt ? tokens.length + opened.at : opened.at;
  const shown = tokens[at];
  if (shown === undefined) return null;
  const goTo = (step: -1 | 1) =>
    tokens[at + step] === undefined ? undefined : () => openToken({ ...opened, at: opened.at + step });
  const of = isPrompt ? 'the prompt' : `Completion ${completion.n}`;
  return (
    <AlternativesPanel
      shown={shown}
      title={`Token ${whole(at + 1)} of ${whole(tokens.length)} in ${of}`}
      onBefore={goTo(-1)}
      onAfter={goTo(1)}
      onClose={() => openToken(null)}
      deed={(alternative, place) =>
        isPrompt ? null : <Deed run={run} completion={completion} shown={shown} {...{ at, alternative, place }} />
      }
    />
  );
}

interface DeedProps {
  readonly run: CompleteRun;
  readonly completion: Completion;
  readonly shown: ShownToken;
  readonly at: number;
  readonly alternative: TokenAlternative;
  readonly place: number;
}

/** What became of an alternative, or what can become of it. */
function Deed({ run, completion, shown, at, alternative, place }: DeedProps) {
  const { branch } = usePlaygroundActions();
  const prefix = useStudio(({ playground }) => capabilitiesHere({ playground }, completion.model).options.prefix);
  if (isSame(alternative, shown, place))
    return (
      <Outcome icon="check" tone="plain" className="text-accent-ink">
        in Completion {completion.n}
      </Outcome>
    );
  const grown = run.completions.find(
    ({ from }) => from?.n === completion.n && from.at === at && endsWith(from.prefix, alternative),
  );
  if (grown !== undefined)
    return (
      <Outcome icon="branch" tone="plain">
        became Completion {grown.n}
      </Outcome>
    );
  const words = spokenToken(alternative.token);
  return (
    <Button
      variant="ghost"
      tight
      icon="branch"
      label={`Branch from here with ${words}`}
      unavailable={prefix === true ? undefined : prefix}
      onClick={() => void branch({ runId: run.id, n: completion.n, at, alternative: place })}
    >
      <span className="max-wide:text-small">Branch from here</span>
    </Button>
  );
}

/** Equal texts may be several tokens: by id where it is known, else by place. */
function isSame(alternative: TokenAlternative, shown: ShownToken, place: number): boolean {
  if (alternative.id !== undefined && shown.id !== undefined) return alternative.id === shown.id;
  if (alternative.token !== shown.token) return false;
  return shown.alternatives.findIndex(({ token }) => token === shown.token) === place;
}

function endsWith(
  { text, ids }: { readonly text: string; readonly ids?: readonly number[] },
  { token, id }: TokenAlternative,
): boolean {
  const last = ids?.at(-1);
  return last !== undefined && id !== undefined ? last === id : text.endsWith(token);
}
