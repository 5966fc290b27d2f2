import type { ProviderId } from '../../../core/model/provider-table';

interface SamplingNotes {
  readonly seed: string;
  readonly multiplicative: string;
}

/** What becomes of settings that are sent in another form. */
export function samplingNotes({ provider }: { readonly provider: ProviderId }, penalty = 0): SamplingNotes {
  return {
    seed: 'the same seed, the same completion; each further one takes the next',
    multiplicative:
      provider === 'server'
        ? `sent as repetition_penalty ${rounded(1 + penalty)}`
        : `divides a positive logit by ${rounded(1 + penalty)}, multiplies a negative one`,
  };
}

function rounded(value: number): string {
  return String(Number(value.toFixed(3)));
}
