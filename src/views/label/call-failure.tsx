import type { ReactNode } from 'react';
import type { ModelErrorData } from '../../core/model/model-error';
import { OutcomeLink } from '../shared/failure/outcome-link';
import { outcomeWords } from '../shared/failure/outcome-words';
import { sectionHref } from '../shared/settings-sections';
import { Alert } from '../ui/alert';

interface CallFailureProps {
  readonly error: ModelErrorData;
  /** Buttons beside the way to Settings. */
  readonly actions?: ReactNode;
}

/** A call of Label that gave nothing: what happened, why, what to do. */
export function CallFailure({ error, actions }: CallFailureProps) {
  const { title, body, code, actions: known } = outcomeWords(error);
  const toSettings = known.find(({ kind }) => kind === 'open-settings' || kind === 'raise-budget');
  return (
    <Alert
      title={title}
      actions={
        <>
          {actions}
          {known.map((action) => (
            <OutcomeLink key={action.label} action={action} />
          ))}
          {toSettings !== undefined && (
            <a className="btn" href={toSettings.section === undefined ? '#/settings' : sectionHref(toSettings.section)}>
              Open Settings
            </a>
          )}
        </>
      }
    >
      <p>{body}</p>
      <p className="faint mono small">{code}</p>
    </Alert>
  );
}
