import type { OutcomeAction } from './outcome-words';

/** The way to a page of the service where something can be done, such as its billing page; nothing for other actions. */
export function OutcomeLink({ action: { kind, href, label } }: { readonly action: OutcomeAction }) {
  if (kind !== 'open-link' || href === undefined) return null;
  return (
    <a className="btn" href={href} target="_blank" rel="noopener noreferrer">
      {label}
    </a>
  );
}
