import { modelOfBrowser } from '../../../core/model/model-ref';
import { sectionHref } from '../../shared/settings-sections';
import { Button } from '../../ui/button';
import { ProgressBar } from '../../ui/progress-bar';
import { useActions, useStudio } from '../../use-studio';
import { StepLink, Tile } from './tile';
import { browserTile, type TileState } from './tile-states';
import { ToAlign, UseModel } from './use-model';

export function BrowserTile() {
  const settings = useStudio((state) => state.settings);
  const browserModel = useStudio((state) => state.browserModel);
  const download = useStudio((state) => state.browserDownload);
  const state = browserTile({ settings, browserModel, download });
  return (
    <Tile title="Browser" icon="playground" state={state} step={<Step step={state.step} />}>
      {download.status === 'preparing' && (
        <ProgressBar label="Browser model progress" value={download.progress} max={1} text={state.say} />
      )}
      {download.status === 'failed' && (
        <p className="field-error" role="alert">
          {download.error.message}
        </p>
      )}
    </Tile>
  );
}

function Step({ step }: Pick<TileState, 'step'>) {
  const { prepareBrowserModel } = useActions().settings;
  switch (step) {
    case 'fetch':
      return <Button onClick={prepareBrowserModel}>Prepare the browser’s model</Button>;
    case 'use':
      return <UseModel model={modelOfBrowser}>Answer with it</UseModel>;
    case 'in-use':
      return <ToAlign />;
    case 'wait':
      return null;
    default:
      return <StepLink href={sectionHref('browser')}>Which browsers have one</StepLink>;
  }
}
