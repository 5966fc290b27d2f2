import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { ProgressBar } from '../ui/progress-bar';
import { useActions, useStudio } from '../use-studio';

/** The browser brings a model and has not fetched it yet: it does so only when somebody presses a button. */
export function BrowserModelOffer() {
  const browserModel = useStudio((state) => state.browserModel);
  const download = useStudio((state) => state.browserDownload);
  const { prepareBrowserModel } = useActions();
  if (download.status === 'preparing') {
    const { progress } = download;
    const percent = progress === null ? 'The browser fetches its model' : `${Math.floor(progress * 100)} %`;
    return <ProgressBar label="Browser model progress" value={progress} max={1} text={percent} />;
  }
  if (browserModel !== 'downloadable' && browserModel !== 'downloading') return null;
  return (
    <>
      <Notice icon="chip" action={<Button onClick={prepareBrowserModel}>Prepare the browser’s model</Button>}>
        This browser brings a language model of its own. It fetches it once, by itself, and then answers on this device.
      </Notice>
      {download.status === 'failed' && (
        <p className="field-error" role="alert">
          {download.error.message}
        </p>
      )}
    </>
  );
}
