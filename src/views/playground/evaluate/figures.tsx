import type { ReactNode } from 'react';
import type { ScoreFigures } from '../../../core/scoring/figures';
import { counted, whole } from '../../shared/counted';
import { Outcome } from '../../ui/chip';
import { logprobWords } from '../tokens/shown-token';

/** The figures of a scored text; perplexities are those of the base e. */
export function Figures({ figures }: { readonly figures: ScoreFigures }) {
  const { logprob, tokens, characters, bytes, logPerplexity, perToken, perCharacter, bitsPerByte } = figures;
  return (
    <section aria-label="Figures" className="px-5 py-4 max-medium:px-4 max-medium:py-3">
      <dl className="flex flex-wrap justify-between gap-x-6 gap-y-3 max-medium:grid max-medium:grid-cols-2">
        <Figure name="Log-probability" note={`${logprobWords(-perToken)} a token`}>
          {logprobWords(logprob)}
        </Figure>
        <Figure name="Log-perplexity" note={`${perCharacter.toFixed(3)} a character`}>
          {logPerplexity.toFixed(2)}
        </Figure>
        <Figure name="Perplexity per token" note={counted(tokens, 'token')}>
          {shortNumber(Math.exp(perToken))}
        </Figure>
        <Figure name="Perplexity per character" note={counted(characters, 'character')}>
          {Math.exp(perCharacter).toFixed(3)}
        </Figure>
        <Figure name="Bits per byte" note={counted(bytes, 'byte')}>
          {bitsPerByte.toFixed(3)}
        </Figure>
        <Figure name="Greedy" note={`${figures.greedyTokens} of ${tokens} first`}>
          <Outcome icon={figures.greedy ? 'check' : 'x'} tone={figures.greedy ? 'good' : 'plain'}>
            {figures.greedy ? 'yes' : 'no'}
          </Outcome>
        </Figure>
      </dl>
    </section>
  );
}

interface FigureProps {
  readonly name: string;
  readonly note: string;
  readonly children: ReactNode;
}

function Figure({ name, note, children }: FigureProps) {
  return (
    <div>
      <dt className="text-ink-3 text-small">{name}</dt>
      <dd className="font-bold text-figure max-wide:text-title">
        {children}
        <small className="ml-1.5 font-regular text-ink-3 text-small max-wide:ml-0 max-wide:block">{note}</small>
      </dd>
    </div>
  );
}

function shortNumber(value: number): string {
  if (value < 1000) return value.toFixed(2);
  if (value < 1_000_000) return whole(Math.round(value));
  const [digits = '', power = ''] = value.toExponential(2).split('e+');
  return `${digits} × 10${Array.from(power, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('')}`;
}
