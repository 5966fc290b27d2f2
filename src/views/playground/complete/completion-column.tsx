import { modelName } from '../../../core/model/model-ref';
import type { CompleteRun, Completion, CompletionOutcome } from '../../../core/playground/playground-work';
import { tokensKey } from '../../../store/playground/token-cache';
import { CallFailure } from '../../shared/failure/call-failure';
import { Chip, Outcome } from '../../ui/chip';
import { SkeletonLines } from '../../ui/skeleton-lines';
import { LogprobStrip } from '../tokens/logprob-strip';
import type { ShownToken } from '../tokens/shown-token';
import { TokenText } from '../tokens/token-text';
import { usePlayground, usePlaygroundActions } from '../use-playground';
import { CompletionFacts } from './completion-facts';
import { partingOf } from './parting-of';
import { PlainCompletion } from './plain-completion';

interface CompletionColumnProps {
  readonly run: CompleteRun;
  readonly completion: Completion;
}

/** One completion: where it comes from, its text, and what is to be known of it. */
export function CompletionColumn({ run, completion }: CompletionColumnProps) {
  const { n, from, outcome } = completion;
  const name = `Completion ${n}`;
  return (
    <article
      aria-label={name}
      aria-busy={outcome.status === 'running' || undefined}
      className="flex min-h-0 min-w-0 flex-col border-line not-first:border-l max-medium:not-first:border-l-0"
    >
      <header className="flex flex-none flex-wrap items-center gap-2 px-4 pt-3 pb-1">
        <h3>{name}</h3>
        {from !== null && (
          <Chip icon="branch" tone="accent">
            from {from.n} at token {from.at + 1}
          </Chip>
        )}
        <span className="min-w-0 truncate text-ink-3 text-small">{aboutOf(run, completion)}</span>
      </header>
      <Body run={run} completion={completion} name={name} />
      {outcome.status === 'done' && <CompletionFacts outcome={outcome} shared={from === null ? 0 : from.at + 1} />}
      {outcome.status === 'stopped' && (
        <p className="flex-none border-line border-t px-4 py-2">
          <Outcome icon="block" tone="warn">
            Stopped before its end
          </Outcome>
        </p>
      )}
    </article>
  );
}

/** What sets it apart from those beside it. */
function aboutOf({ setup, model }: CompleteRun, { model: own, sampling, n }: Completion): string {
  const name = setup.compare === null && modelName(own) === modelName(model) ? [] : [modelName(own)];
  const seed =
    sampling.seed === undefined
      ? []
      : [`seed ${sampling.seed + ((n - 1) % Math.max(1, setup.bestOf ?? setup.completions))}`];
  const heat =
    setup.compare === null || sampling.temperature === undefined ? [] : [`temperature ${sampling.temperature}`];
  return [...name, ...heat, ...seed].join(' · ');
}

interface BodyProps extends CompletionColumnProps {
  readonly name: string;
}

function Body({ run, completion, name }: BodyProps) {
  const { outcome, n } = completion;
  const kept = usePlayground(({ tokens }) => tokens[tokensKey({ runId: run.id, place: n })]);
  if (outcome.status === 'failed')
    return (
      <div className="thin-scrollbar relative grid min-h-0 flex-1 content-start gap-3 overflow-auto px-4 pb-3">
        <CallFailure error={outcome.error} />
        {outcome.error.partialText !== '' && <PlainCompletion text={outcome.error.partialText} partsAt={null} />}
      </div>
    );
  const tokens = kept?.kind === 'completion' ? kept : null;
  if (outcome.status === 'done' && (tokens?.tokens?.length ?? 0) > 0)
    return (
      <Tokens
        run={run}
        completion={completion}
        name={name}
        tokens={tokens?.tokens ?? []}
        promptTokens={tokens?.promptTokens ?? []}
      />
    );
  return (
    <Plain
      run={run}
      completion={completion}
      outcome={outcome}
      promptTokens={tokens?.promptTokens ?? []}
      isAway={kept === null}
    />
  );
}

interface TokensProps extends BodyProps {
  readonly tokens: readonly ShownToken[];
  readonly promptTokens: readonly ShownToken[];
}

function Tokens({ run, completion, name, tokens, promptTokens }: TokensProps) {
  const { n, from } = completion;
  const { openToken } = usePlaygroundActions();
  const opened = usePlayground((state) => state.opened);
  const parting = partingOf(run, completion, tokens);
  const openAt = opened !== null && opened.runId === run.id && opened.n === n ? opened.at : null;
  const open = (at: number | null) => openToken(at === null ? null : { runId: run.id, n, at });
  return (
    <>
      <div className="thin-scrollbar relative min-h-0 flex-1 overflow-auto px-4 pb-3 max-medium:overflow-visible">
        <PromptTokens name={name} tokens={promptTokens} openAt={openAt} onOpen={open} />
        <TokenText
          label={`Tokens of ${name}`}
          tokens={tokens}
          openAt={openAt !== null && openAt >= 0 ? openAt : null}
          onOpen={open}
          shared={from === null ? 0 : from.at}
          partsAt={parting}
        />
      </div>
      <LogprobStrip tokens={tokens} openAt={openAt} />
    </>
  );
}

interface PromptTokensProps {
  readonly name: string;
  readonly tokens: readonly ShownToken[];
  readonly openAt: number | null;
  readonly onOpen: (at: number | null) => void;
}

/** The prompt's own tokens; their places count backwards from −1, the last. */
function PromptTokens({ name, tokens, openAt, onOpen }: PromptTokensProps) {
  if (tokens.length === 0) return null;
  return (
    <div className="mb-3 border-line border-b pb-3">
      <p className="text-ink-3 text-small">Prompt</p>
      <TokenText
        label={`Tokens of the prompt of ${name}`}
        tokens={tokens}
        openAt={openAt !== null && openAt < 0 ? tokens.length + openAt : null}
        onOpen={(at) => onOpen(at === null ? null : at - tokens.length)}
      />
    </div>
  );
}

interface PlainProps extends CompletionColumnProps {
  readonly outcome: Exclude<CompletionOutcome, { readonly status: 'failed' }>;
  readonly promptTokens: readonly ShownToken[];
  /** Its tokens are not on this device. */
  readonly isAway: boolean;
}

function Plain({ run, completion, outcome, isAway }: PlainProps) {
  const parting = partingOf(run, completion, null);
  const isEmpty = outcome.text === '';
  const hadTokens = outcome.status === 'done' && outcome.meanLogprob !== null;
  return (
    <div className="thin-scrollbar relative min-h-0 flex-1 overflow-auto px-4 pb-3 max-medium:overflow-visible">
      {isEmpty && outcome.status === 'running' ? (
        <SkeletonLines />
      ) : (
        <PlainCompletion text={outcome.text} partsAt={parting} isWritten={outcome.status === 'running'} />
      )}
      {hadTokens && isAway && (
        <p className="mt-3 text-ink-3 text-small">
          Its tokens lie on the device that it was run on. Run it here to open them.
        </p>
      )}
    </div>
  );
}
