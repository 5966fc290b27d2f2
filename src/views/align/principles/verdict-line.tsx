import type { Tally, Verdict } from '../../../core/adherence/verdict';
import { Outcome } from '../../ui/chip';

/** What became of a principle in the run on the screen. */
export function VerdictLine({ tally }: { readonly tally: Tally }) {
  const { icon, tone } = looks[tally.verdict];
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-small">
      <Outcome icon={icon} tone={tone}>
        {verdictWords(tally)}
      </Outcome>
      <span className="faint">{verdictDetail(tally)}</span>
    </p>
  );
}

const looks = {
  followed: { icon: 'check', tone: 'good' },
  'not-followed': { icon: 'x', tone: 'bad' },
  'does-not-apply': { icon: 'minus', tone: 'faint' },
  unsure: { icon: 'why', tone: 'faint' },
} as const satisfies Readonly<Record<Verdict, unknown>>;

const words = {
  followed: 'followed',
  'not-followed': 'not followed',
  'does-not-apply': 'does not apply',
  unsure: 'unsure',
} as const satisfies Readonly<Record<Verdict, string>>;

/** `followed in 3 of 3`; of one response the verdict alone. */
function verdictWords({ verdict, count, of }: Tally): string {
  const isCounted = of > 1 && (verdict === 'followed' || verdict === 'not-followed');
  return isCounted ? `${words[verdict]} in ${count} of ${of}` : words[verdict];
}

/** `Response 2 has 3 points and not exactly 5.` Empty where the verdict says it all. */
function verdictDetail({ verdict, seen }: Tally): string {
  if (verdict === 'unsure') return 'A language model would follow this';
  return seen === null ? '' : `Response ${seen.n} ${seen.why}.`;
}
