import { buttonLook } from '../../ui/button';
import { sectionHref } from '../settings-sections';
import type { OutcomeAction } from './outcome-words';

/** The ways that lead elsewhere: to a page of the service, such as its billing page, and to Settings. */
export function OutcomeLinks({ actions }: { readonly actions: readonly OutcomeAction[] }) {
  const toSettings = actions.find(({ kind }) => kind === 'open-settings' || kind === 'raise-budget');
  return (
    <>
      {actions.map((action) => (
        <OutcomeLink key={action.label} action={action} />
      ))}
      {toSettings !== undefined && (
        <a
          className={buttonLook({})}
          href={toSettings.section === undefined ? '#/settings' : sectionHref(toSettings.section)}
        >
          Open Settings
        </a>
      )}
    </>
  );
}

/** The way to a page of the service where something can be done, such as its billing page; nothing for other actions. */
export function OutcomeLink({ action: { kind, href, label } }: { readonly action: OutcomeAction }) {
  if (kind !== 'open-link' || href === undefined) return null;
  return (
    <a className={buttonLook({})} href={href} target="_blank" rel="noopener noreferrer">
      {label}
    </a>
  );
}
