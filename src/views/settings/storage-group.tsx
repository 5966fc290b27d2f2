import { storedBytes } from '../../core/local/local-model';
import { sizeWords } from '../../core/local/size-words';
import { counted } from '../shared/counted';
import { useProjects } from '../shared/use-projects';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { Row } from '../ui/row';
import { useStudio } from '../use-studio';
import { Group } from './group';
import { inUseWords, shortOfRoom } from './room-words';
import type { StorageOfBrowser } from './use-browser-storage';

export function StorageGroup({ storage }: { readonly storage: StorageOfBrowser }) {
  const projects = useProjects();
  const stored = useStudio((state) => state.local.stored);
  const { kept, refused, askToKeep } = storage;
  const modelBytes = (stored ?? []).reduce((sum, model) => sum + storedBytes(model), 0);
  const short = shortOfRoom(storage, modelBytes);
  return (
    <Group section="storage" title="Storage" about="Projects are saved in this browser as you work.">
      <dl className="dev">
        <dt>Projects</dt>
        <dd>{projects === null ? '…' : counted(projects.length, 'project')}</dd>
        <dt>Local models</dt>
        <dd>{modelBytes === 0 ? 'None' : sizeWords(modelBytes)}</dd>
        <dt>In use</dt>
        <dd>{inUseWords(storage)}</dd>
      </dl>
      {short !== null && <Notice tone="warn">{short}</Notice>}
      {kept === true && (
        <Notice icon="check">
          Projects and local models are protected: the browser does not clear them when disk space is short.
        </Notice>
      )}
      {kept === false && (
        <>
          <Notice icon="info">The browser may clear projects and local models when disk space is short.</Notice>
          <Row>
            <Button onClick={askToKeep}>Protect storage</Button>
            {refused && (
              <span className="hint" role="status">
                The browser refused. It often agrees once you have used this page for a while. Until then, export what
                matters.
              </span>
            )}
          </Row>
        </>
      )}
    </Group>
  );
}
