import { classNames } from '../../ui/class-names';
import { underlines } from './token-button';

/** What the underlines mean. The number stands in each token's name. */
export function TokenKey() {
  return (
    <div
      className="relative flex min-h-9 flex-none flex-wrap items-center gap-x-4 gap-y-1.5 border-line border-b px-4 py-1 text-ink-2 text-small"
      aria-hidden="true"
    >
      <span>Underline: probability</span>
      {steps.map((step, place) => (
        <span key={step} className={classNames('text-ink', underlines[place])}>
          {step}
        </span>
      ))}
      <span className="ml-auto text-ink-3">· space&ensp;↵ line break</span>
    </div>
  );
}

const steps = ['0.9 or more', 'from 0.5', 'from 0.2', 'from 0.05', 'below'] as const;
