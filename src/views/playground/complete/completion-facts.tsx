import type { ReactNode } from 'react';
import type { Finish } from '../../../core/model/reply';
import type { CompletionOutcome } from '../../../core/playground/playground-work';
import { whole } from '../../shared/counted';
import { logprobWords } from '../tokens/shown-token';

interface CompletionFactsProps {
  readonly outcome: Extract<CompletionOutcome, { readonly status: 'done' }>;
  /** Tokens that it begins with, which were not written. */
  readonly shared: number;
}

export function CompletionFacts({ outcome, shared }: CompletionFactsProps) {
  const { finish, tokens, firstTokenMs, tookMs, meanLogprob, modelVersion, usage } = outcome;
  const seconds = Math.max(0.001, (tookMs - firstTokenMs) / 1000);
  return (
    <dl className="flex flex-none flex-wrap justify-between gap-x-4 gap-y-1 border-line border-t px-4 pt-2 pb-3">
      <Fact name="Finished">
        {finishWords(finish)} <span className="font-mono font-regular text-small">{finish.code}</span>
      </Fact>
      <Fact name="Tokens">
        {whole(tokens)}
        {usage.estimated && ' or so'}
      </Fact>
      <Fact name="First token">{(firstTokenMs / 1000).toFixed(2)} s</Fact>
      <Fact name="Speed">
        {tookMs > firstTokenMs ? `${rate((tokens - shared) / seconds)} tokens/s` : 'all at once'}
      </Fact>
      <Fact name="Mean log-prob.">{meanLogprob === null ? 'not asked for' : logprobWords(meanLogprob)}</Fact>
      {modelVersion !== undefined && <Fact name="Version">{modelVersion}</Fact>}
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt className="text-ink-3 text-small">{name}</dt>
      <dd className="whitespace-nowrap font-medium">{children}</dd>
    </div>
  );
}

function finishWords({ kind }: Finish): string {
  switch (kind) {
    case 'stop':
      return 'by itself';
    case 'length':
      return 'at the limit';
    case 'other':
      return 'for another reason';
  }
}

function rate(perSecond: number): string {
  return perSecond < 10 ? perSecond.toFixed(1) : whole(perSecond);
}
