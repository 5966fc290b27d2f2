import type { Reason, Verdict } from '../../../core/labeler/score/verdict';
import { classNames } from '../../ui/class-names';
import { Icon } from '../../ui/icon';
import { noticeLook } from '../../ui/notice';
import { ChooseModel } from '../choose-model';
import { ScoreByMacroF1 } from '../score-by-macro-f1';
import { useLock, useSetup } from '../use-label-work';
import { reasonWords, verdictWords } from './verdict-words';

/** The first line of the results: whether this labeler is worth using, why, and what to do next. */
export function VerdictNotice({ verdict }: { readonly verdict: Verdict }) {
  const { advice, reasons } = verdict;
  return (
    <section
      aria-label="Verdict"
      className={classNames('span', noticeLook(advice === 'do-not-use' ? 'warn' : 'plain'), 'px-3 py-2.5')}
    >
      <Icon name={icons[advice]} className="mt-px" />
      <div>
        <p className="font-medium text-ink text-ui">{verdictWords(verdict)}</p>
        {reasons.length > 0 && (
          <ul className="mt-1 grid gap-0.5 text-ink-2">
            {reasons.map((reason) => (
              <li key={reason.kind}>
                {reasonWords(reason)} <NextStep reason={reason} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}

const icons = { use: 'check', unproven: 'info', 'do-not-use': 'warn' } as const;

function NextStep({ reason }: { readonly reason: Reason }) {
  if (reason.kind === 'practice') return <ChooseModel />;
  return reason.kind === 'skew' && <NextScore />;
}

/** Once it is pressed, or another score was chosen, there is nothing to press. */
function NextScore() {
  const isByAccuracy = useSetup().hyperparameters.score.kind === 'accuracy';
  const isLocked = useLock() !== undefined;
  if (!isByAccuracy) return 'The next training is not scored by accuracy.';
  return !isLocked && <ScoreByMacroF1 />;
}
