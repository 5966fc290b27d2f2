import { samples } from '../../../core/project/samples';
import { Dialog } from '../../ui/dialog';
import { useActions } from '../../use-studio';
import { goTo } from '../use-route';

export function OpenSampleDialog() {
  const { openSample, closeDialog } = useActions();

  function open(key: string) {
    closeDialog();
    void openSample(key);
    goTo('align');
  }

  return (
    <Dialog
      open
      onClose={closeDialog}
      title="Open sample"
      description="Each opens as a new project of yours; the present one stays as it is."
    >
      <ul className="choices" aria-label="Samples">
        {samples.map(({ key, name, about }) => (
          <li key={key}>
            <button type="button" className="choice tall" onClick={() => open(key)}>
              <span className="choice-name">{name}</span>
              <span className="choice-about">{about}</span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
