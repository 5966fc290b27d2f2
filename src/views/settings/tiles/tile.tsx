import { Children, type ReactNode } from 'react';
import { buttonLook } from '../../ui/button';
import { Outcome } from '../../ui/chip';
import { classNames } from '../../ui/class-names';
import { Icon } from '../../ui/icon';
import type { IconName } from '../../ui/icon-paths';
import type { TileState } from './tile-states';

interface TileProps {
  readonly title: string;
  readonly icon: IconName;
  readonly state: TileState;
  /** The one next step: a Button or a link. */
  readonly step: ReactNode;
  readonly children?: ReactNode;
}

/** One way to a model: how it stands, and what to do next. */
export function Tile({ title, icon, state, step, children }: TileProps) {
  return (
    <section
      aria-label={title}
      className={classNames(
        'grid gap-3 rounded-l border border-line-strong bg-raised px-4 py-3',
        Children.toArray(children).length === 0 ? 'content-center' : 'content-start',
      )}
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-[180px]">
          <h2 className="flex items-center gap-2 text-title font-bold">
            <Icon name={icon} />
            {title}
          </h2>
          <p role="status" aria-label={`${title} state`} className="mt-1 text-small [overflow-wrap:anywhere]">
            <Outcome icon={state.icon} tone={state.tone} wraps>
              {state.say}
            </Outcome>
          </p>
        </div>
        {step}
      </div>
      {children}
    </section>
  );
}

/** A step that is taken elsewhere on the page or in the app. */
export function StepLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <a className={buttonLook({})} href={href}>
      {children}
    </a>
  );
}
