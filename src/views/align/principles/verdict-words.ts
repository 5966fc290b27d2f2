import type { Tally, Verdict } from '../../../core/adherence/verdict';

const words = {
  followed: 'followed',
  'not-followed': 'not followed',
  'does-not-apply': 'does not apply',
  unsure: 'unsure',
} as const satisfies Readonly<Record<Verdict, string>>;

/** `followed in 3 of 3`; of one response the verdict alone. */
export function verdictWords({ verdict, count, of }: Tally): string {
  const isCounted = of > 1 && (verdict === 'followed' || verdict === 'not-followed');
  return isCounted ? `${words[verdict]} in ${count} of ${of}` : words[verdict];
}

/** `Response 2 has 3 points and not exactly 5.` Empty where the verdict says it all. */
export function verdictDetail({ verdict, seen }: Tally): string {
  if (verdict === 'unsure') return 'A language model would follow this';
  return seen === null ? '' : `Response ${seen.n} ${seen.why}.`;
}
