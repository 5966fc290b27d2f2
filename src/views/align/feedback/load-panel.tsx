import { loadProposals } from '../../../store/load-proposals';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { componentOnce } from '../../ui/component-once';
import { useActions } from '../../use-studio';
import type { OpenPanelProps } from './open-panel';

/** The panel's code and what it asks for, which no first visit needs before there is a response: whoever shows one fetches it then. */
export const loadPanel = componentOnce<OpenPanelProps>(async () => {
  const [{ OpenPanel }] = await Promise.all([import('./open-panel'), loadProposals()]);
  return OpenPanel;
}, PanelFailure);

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
