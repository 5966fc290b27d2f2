import type { ReactNode } from 'react';
import type { TokenAlternative } from '../../../core/model/reply';
import { Button } from '../../ui/button';
import { leastEntropy } from './entropy';
import { logprobWords, probabilityWords, type ShownToken } from './shown-token';
import { TokenSample } from './token-sample';

interface AlternativesPanelProps {
  readonly shown: ShownToken;
  /** `Token 4 of 97 in Completion 1` */
  readonly title: string;
  /** Where there is one before, and after. */
  readonly onBefore: (() => void) | undefined;
  readonly onAfter: (() => void) | undefined;
  readonly onClose: () => void;
  /** Behind an alternative: what became of it, or what can be done with it. */
  readonly deed: (alternative: TokenAlternative, place: number) => ReactNode;
}

/** Under the text, so that arrow keys walk the tokens and nothing is covered; on a phone over its lower third. */
export function AlternativesPanel({ shown, title, onBefore, onAfter, onClose, deed }: AlternativesPanelProps) {
  const { alternatives, logprob, sampled } = shown;
  return (
    <section
      aria-label="Alternatives"
      className="relative mx-3 mb-3 flex max-h-[46%] flex-none flex-col rounded-l border border-accent-line bg-raised shadow-mid max-medium:sticky max-medium:bottom-2 max-medium:mx-2 max-medium:max-h-[36vh]"
    >
      <header className="flex min-h-10 flex-none items-center gap-2 rounded-t-[9px] bg-accent-tint pr-1 pl-4">
        <h3 className="flex min-w-0 items-center gap-2">
          <TokenSample token={shown.token} /> <span className="truncate">{title}</span>
        </h3>
        <span className="ml-auto flex">
          <Button
            variant="ghost"
            icon="left"
            label="Token before"
            unavailable={onBefore ? undefined : 'This is the first token.'}
            onClick={onBefore}
          />
          <Button
            variant="ghost"
            icon="right"
            label="Token after"
            unavailable={onAfter ? undefined : 'This is the last token.'}
            onClick={onAfter}
          />
          <Button variant="ghost" icon="x" label="Close alternatives" onClick={onClose} />
        </span>
      </header>
      <div className="thin-scrollbar relative grid min-h-0 grid-cols-[196px_minmax(0,1fr)] gap-x-6 gap-y-1.5 overflow-auto px-4 py-3 max-wide:grid-cols-[150px_minmax(0,1fr)] max-medium:grid-cols-[minmax(0,1fr)]">
        <TokenFigures shown={shown} />
        {alternatives.length === 0 ? (
          <p className="text-ink-2">
            {logprob === null
              ? 'Nothing comes before this token, so it has no probability.'
              : 'Set “Log-probabilities” to 1 or more to see the likeliest tokens of each step.'}
          </p>
        ) : (
          <div>
            <ol
              aria-label="Likeliest tokens"
              className="grid auto-rows-[minmax(32px,auto)] gap-x-6 wide:grid-cols-2 max-medium:auto-rows-[minmax(40px,auto)]"
            >
              {alternatives.map((alternative, place) => (
                <Alternative
                  // biome-ignore lint/suspicious/noArrayIndexKey: equal texts may be several tokens
                  key={place}
                  alternative={alternative}
                  place={place}
                  most={alternatives[0]?.logprob ?? 0}
                  sampled={sampled && sampledOf(sampled.alternatives, alternative)}
                  deed={deed(alternative, place)}
                />
              ))}
            </ol>
            <Unseen alternatives={alternatives} />
          </div>
        )}
      </div>
    </section>
  );
}

function TokenFigures({
  shown: { logprob, rank, entropy, alternatives, token, id, sampled },
}: {
  readonly shown: ShownToken;
}) {
  const place = alternatives.findIndex((one) => (id === undefined ? one.token === token : one.id === id));
  const least = alternatives.length === 0 ? undefined : leastEntropy(alternatives).bits;
  const knownRank = rank ?? (place >= 0 ? place + 1 : undefined);
  return (
    <dl className="grid auto-cols-auto grid-cols-[auto_auto] content-start gap-x-4 gap-y-3 max-medium:grid-cols-4">
      <Figure name="Probability" value={logprob === null ? 'none' : probabilityWords(logprob)} />
      <Figure name="Log-probability" value={logprob === null ? 'none' : logprobWords(logprob)} />
      <Figure
        name="Rank"
        value={
          knownRank === undefined
            ? alternatives.length === 0
              ? 'unknown'
              : `over ${alternatives.length}`
            : `${knownRank}`
        }
      />
      <Figure
        name="Entropy"
        value={entropy === undefined ? (least === undefined ? 'unknown' : least.toFixed(2)) : entropy.toFixed(2)}
        note={entropy === undefined ? (least === undefined ? undefined : 'bits or more') : 'bits'}
      />
      {sampled && <Figure name="As sampled" value={probabilityWords(sampled.logprob)} />}
      {id !== undefined && <Figure name="Id" value={String(id)} />}
    </dl>
  );
}

interface FigureProps {
  readonly name: string;
  readonly value: string;
  readonly note?: string | undefined;
}

function Figure({ name, value, note }: FigureProps) {
  return (
    <div>
      <dt className="text-ink-3 text-small">{name}</dt>
      <dd className="font-bold text-figure max-wide:text-title">
        {value}
        {note !== undefined && <small className="block font-regular text-ink-3 text-small/[14px]">{note}</small>}
      </dd>
    </div>
  );
}

interface AlternativeProps {
  readonly alternative: TokenAlternative;
  readonly place: number;
  /** Log-probability of the likeliest. */
  readonly most: number;
  /** Its share of what was drawn from; undefined: nobody asked. */
  readonly sampled: string | undefined;
  readonly deed: ReactNode;
}

function Alternative({ alternative, place, most, sampled, deed }: AlternativeProps) {
  return (
    <li className="grid grid-cols-[18px_minmax(64px,auto)_minmax(24px,1fr)_auto_148px] items-center gap-2 max-wide:grid-cols-[18px_minmax(64px,auto)_minmax(12px,1fr)_auto_136px]">
      <span className="text-ink-3 text-small">{place + 1}</span>
      <TokenSample token={alternative.token} className="justify-self-start" />
      <span className="h-1.5 overflow-hidden rounded-[3px] bg-pressed" aria-hidden="true">
        <span
          className="block h-full bg-accent forced-colors:bg-[Highlight] forced-colors:forced-color-adjust-none"
          style={{ width: `${Math.exp(alternative.logprob - most) * 100}%` }}
        />
      </span>
      <span className="text-right tabular-nums" title={logprobWords(alternative.logprob)}>
        {probabilityWords(alternative.logprob)}
        {sampled !== undefined && <small className="block text-ink-3 text-micro">sampled {sampled}</small>}
      </span>
      <span className="min-w-0 text-ink-2 text-small">{deed}</span>
    </li>
  );
}

function sampledOf(sampled: readonly TokenAlternative[], { token, id }: TokenAlternative): string {
  const found = sampled.find((one) => (id === undefined ? one.token === token : one.id === id));
  // Top K and top P leave most tokens out.
  return found === undefined || found.logprob === Number.NEGATIVE_INFINITY ? '0' : probabilityWords(found.logprob);
}

/** What is not listed: a service tells of the likeliest alone. */
function Unseen({ alternatives }: { readonly alternatives: readonly TokenAlternative[] }) {
  const { unseen } = leastEntropy(alternatives);
  if (unseen < 0.000_5) return null;
  return (
    <p className="mt-1 text-ink-3 text-small">
      The tokens that are not listed share {probabilityWords(Math.log(unseen))}.
    </p>
  );
}
