import type { ProviderId } from '../../../core/model/provider-table';

interface SamplingNotes {
  readonly seed: string;
  readonly multiplicative: string;
}

/** What becomes of settings that are sent in another form. */
export function samplingNotes({ provider }: { readonly provider: ProviderId }, penalty = 0): SamplingNotes {
  return {
    seed: 'the same seed, the same completion; each further one takes the next',
    multiplicative: multiplicativeNote(provider, rounded(1 + penalty)),
  };
}

function multiplicativeNote(provider: ProviderId, factor: string): string {
  if (provider === 'server') return `sent as repetition_penalty ${factor}`;
  if (factor === '1') return 'of the presence penalty: divides a positive logit, multiplies a negative one';
  return `divides a positive logit by ${factor}, multiplies a negative one`;
}

function rounded(value: number): string {
  return String(Number(value.toFixed(3)));
}
