import type { Purpose } from '../../../core/instructions/task';
import type { ModelErrorData } from '../../../core/model/model-error';
import { Button } from '../../ui/button';
import { LinkButton } from '../../ui/link-button';
import { useActions, useStudioStore } from '../../use-studio';
import { sectionHref } from '../settings-sections';
import { findFailedCall } from './find-call';
import { OutcomeLink } from './outcome-links';
import type { OutcomeAction } from './outcome-words';

interface OutcomeButtonsProps {
  readonly actions: readonly OutcomeAction[];
  /** For "Show the call". */
  readonly failed: { readonly purposes: readonly Purpose[]; readonly error: ModelErrorData };
  readonly onRetry: () => void;
  /** Absent where the output limit of the prompt has no say. */
  readonly onRaiseLimit?: (() => void) | undefined;
}

/** What can be done about a failed call; the most helpful first. */
export function OutcomeButtons({ actions, failed, onRetry, onRaiseLimit }: OutcomeButtonsProps) {
  const { openDialog } = useActions().shell;
  const store = useStudioStore();

  function act({ kind, section = 'models' }: OutcomeAction) {
    switch (kind) {
      case 'retry':
        return onRetry();
      case 'open-settings':
        window.location.hash = sectionHref(section);
        return;
      case 'raise-budget':
        window.location.hash = sectionHref('budget');
        return;
      case 'raise-output-limit':
        return onRaiseLimit?.();
      case 'show-call': {
        const callId = findFailedCall(store.getState().calls, failed);
        return openDialog({ kind: 'call-log', ...(callId === undefined ? {} : { callId }) });
      }
      case 'open-link':
        // A link of its own does that.
        return;
    }
  }

  const offered = actions.filter(({ kind }) => kind !== 'raise-output-limit' || onRaiseLimit !== undefined);
  return offered.map((action, index) =>
    action.kind === 'open-link' ? (
      <OutcomeLink key={action.label} action={action} />
    ) : index === 0 ? (
      <Button key={action.label} onClick={() => act(action)}>
        {action.label}
      </Button>
    ) : (
      <LinkButton key={action.label} onClick={() => act(action)}>
        {action.label}
      </LinkButton>
    ),
  );
}
