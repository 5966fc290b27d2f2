import type { Tally, Verdict } from '../../../core/adherence/verdict';
import { Outcome } from '../../ui/chip';
import { verdictDetail, verdictWords } from './verdict-words';

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
