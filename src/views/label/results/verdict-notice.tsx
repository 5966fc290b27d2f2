import type { Reason, Verdict } from '../../../core/labeler/score/verdict';
import { classNames } from '../../ui/class-names';
import { Icon } from '../../ui/icon';
import { LinkButton } from '../../ui/link-button';
import { noticeLook } from '../../ui/notice';
import { useActions, useStudio } from '../../use-studio';
import { ChooseModel } from '../choose-model';
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
          <ul className="mt-1.5 grid gap-1 text-ink-2">
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
  return reason.kind === 'skew' && <ScoreByMacroF1 />;
}

/** For the next training. */
function ScoreByMacroF1() {
  const { label } = useActions();
  const score = useStudio(({ project }) => project.labeler?.setup.hyperparameters.score.kind);
  const isTraining = useStudio((state) => state.label.training !== null);
  if (score !== 'accuracy') return 'The next training is not scored by accuracy.';
  if (isTraining) return null;
  return (
    <LinkButton onClick={() => label.changeHyperparameters({ score: { kind: 'macro-f1' } })}>
      Score by macro F1
    </LinkButton>
  );
}
