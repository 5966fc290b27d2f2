import { sizeWords } from '../../core/local/size-words';
import { counted } from '../shell/session-words';
import { useProjects } from '../shell/use-projects';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { Group } from './group';
import type { StorageOfBrowser } from './use-browser-storage';

export function StorageGroup({ storage }: { readonly storage: StorageOfBrowser }) {
  const projects = useProjects();
  const { usage, quota, kept, refused, askToKeep } = storage;
  return (
    <Group section="storage" title="Storage" about="Projects are saved in this browser as you work.">
      <dl className="dev">
        <dt>Projects</dt>
        <dd>{counted(projects.length, 'project')}</dd>
        <dt>In use</dt>
        <dd>{usage === undefined ? 'Not told' : sizeWords(usage)}</dd>
        <dt>Room</dt>
        <dd>{quota === undefined ? 'Not told' : sizeWords(quota)}</dd>
      </dl>
      {kept === true && (
        <Notice icon="check">The browser keeps these projects, even when it runs short of room.</Notice>
      )}
      {kept === false && (
        <>
          <Notice icon="info">The browser may clear these projects when it runs short of room.</Notice>
          <div className="row">
            <Button onClick={askToKeep}>Ask the browser to keep them</Button>
            {refused && (
              <span className="hint" role="status">
                The browser said no. It often agrees once you have used this page for a while; until then, export what
                matters.
              </span>
            )}
          </div>
        </>
      )}
    </Group>
  );
}
