import type { Tally } from '../../../core/adherence/verdict';
import { Outcome } from '../../ui/chip';
import { verdictLooks, verdictWords } from '../adherence/verdict-words';

/** What became of a principle in the run on the screen. */
export function VerdictLine({ tally }: { readonly tally: Tally }) {
  const { icon, tone } = verdictLooks[tally.verdict];
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-small">
      <Outcome icon={icon} tone={tone}>
        {tallyWords(tally)}
      </Outcome>
      <span className="faint">{verdictDetail(tally)}</span>
    </p>
  );
}

/** `followed in 3 of 3`; of one response the verdict alone. */
function tallyWords({ verdict, count, of }: Tally): string {
  const isCounted = of > 1 && (verdict === 'followed' || verdict === 'not-followed');
  return isCounted ? `${verdictWords[verdict]} in ${count} of ${of}` : verdictWords[verdict];
}

/** `Response 2 has 3 points and not exactly 5.` Empty where the verdict says it all. */
function verdictDetail({ verdict, seen }: Tally): string {
  if (verdict === 'unsure') return 'A language model would follow this';
  return seen === null ? '' : `Response ${seen.n} ${seen.why}.`;
}
