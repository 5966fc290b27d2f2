import type { BrowserModel } from '../../store/studio-state';
import { useStudio } from '../use-studio';
import { Group } from './group';

/** The model that some browsers bring along: what it is, and what it takes. Its one button is in the tile above. */
export function BrowserGroup() {
  const browserModel = useStudio((state) => state.browserModel);
  return (
    <Group
      section="browser"
      title="The browser’s own model"
      about="Some browsers bring a language model. It answers on this device, without a key and without a network."
      role="group"
    >
      <p className="hint">{words(browserModel)}</p>
    </Group>
  );
}

/** Source of the requirements: https://developer.chrome.com/docs/ai/prompt-api (desktop, 22 GB of free space, over 4 GB of GPU memory). */
function words(browserModel: BrowserModel): string {
  switch (browserModel) {
    case 'available':
      return 'It is ready. Choose “Browser: built-in model” as prompt model or as alignment model.';
    case 'downloadable':
    case 'downloading':
      return 'The browser downloads it once, by itself, and keeps it for every page. “Prepare the browser’s model” at the top starts that.';
    case 'unavailable':
      return 'This browser has one, but not for this device. Chrome asks for 22 GB of free disk space and a GPU with more than 4 GB of memory, or 16 GB of memory without one.';
    case 'absent':
    case 'unknown':
      return 'Chrome has one on Windows, macOS, Linux and Chromebook Plus, where there are 22 GB of free disk space and a GPU with more than 4 GB of memory, or 16 GB of memory without one. Other browsers have none for pages yet.';
  }
}
