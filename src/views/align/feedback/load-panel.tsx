import type { ComponentType } from 'react';
import type { FeedbackDraft } from '../../../core/project/project';
import { loadProposals } from '../../../store/load-proposals';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { useActions } from '../../use-studio';

type Panel = ComponentType<{ readonly draft: FeedbackDraft }>;

let panel: Promise<Panel> | undefined;

/**
 * The panel's code and what it asks for, which no first visit needs before there is a response: whoever shows one fetches it then, so that a press finds it
 * here. The same promise each time, so that a component can wait for it with `use`.
 */
export function loadPanel(): Promise<Panel> {
  if (panel !== undefined) return panel;
  const loading: Promise<Panel> = Promise.all([import('./open-panel'), loadProposals()]).then(
    ([module]) => module.OpenPanel,
    () => PanelFailure,
  );
  // `use` looks for these two first. Otherwise it would suspend, and the press would lose the focus meanwhile.
  loading.then((value) => Object.assign(loading, { status: 'fulfilled', value }));
  panel = loading;
  return loading;
}

/** In the place of the panel when its code could not be fetched. */
function PanelFailure() {
  const { closeFeedback } = useActions().align;
  return (
    <section className="feedback" aria-label="Feedback">
      <Alert title="This form could not be loaded" actions={<Button onClick={closeFeedback}>Close feedback</Button>}>
        Nothing was changed, and nothing was sent. Check the connection, then reload the page: the responses are kept.
      </Alert>
    </section>
  );
}
