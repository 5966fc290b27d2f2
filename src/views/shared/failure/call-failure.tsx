import type { ReactNode } from 'react';
import type { ModelErrorData } from '../../../core/model/model-error';
import { Alert } from '../../ui/alert';
import { type OutcomeAction, outcomeWords } from './outcome-words';

interface CallFailureProps {
  readonly error: ModelErrorData;
  /** Said before the title: what did not come about. */
  readonly before?: string | undefined;
  /** Behind the words: what is kept, when it can go on. */
  readonly children?: ReactNode;
  /** Made of what helps with this failure, the most helpful first. */
  readonly actions?: ((helpful: readonly OutcomeAction[]) => ReactNode) | undefined;
  readonly className?: string | undefined;
  readonly actionsClassName?: string | undefined;
}

/** A failed call, in the place of its result: what happened, why, the service's own code, and what to do. */
export function CallFailure({ error, before, children, actions, className, actionsClassName }: CallFailureProps) {
  const { title, body, code, actions: helpful } = outcomeWords(error);
  return (
    <Alert
      className={className}
      actionsClassName={actionsClassName}
      icon={error.kind === 'prompt-blocked' || error.kind === 'answer-blocked' ? 'block' : 'warn'}
      title={before === undefined ? title : `${before} ${title}`}
      actions={actions?.(helpful)}
    >
      {body} {code !== '' && <code className="faint">{code}</code>} {children}
    </Alert>
  );
}
