import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { useActions } from '../../use-studio';

/** In the place of the panel when its code could not be fetched. */
export function PanelFailure() {
  const { closeFeedback } = useActions().align;
  return (
    <section className="feedback" aria-label="Feedback">
      <Alert title="This form could not be loaded" actions={<Button onClick={closeFeedback}>Close feedback</Button>}>
        Nothing was changed, and nothing was sent. Check the connection, then reload the page: the responses are kept.
      </Alert>
    </section>
  );
}
