import { hrefOf, type RouteId, routeIds, routes } from '../shared/routes';
import { totalsWords } from '../shared/session-words';
import { Button } from '../ui/button';
import { preloadDialog } from '../ui/dialog';
import { Icon } from '../ui/icon';
import { useMedia } from '../ui/use-media';
import { useActions, useStudio } from '../use-studio';
import { ImportControl } from './import-control';
import { ModelStatus } from './model-status';
import { ProjectMenu } from './project-menu';
import { SaveStatus } from './save-status';
import { flippedTheme } from './theme';
import { UndoRedo } from './undo-redo';

export function Header({ route }: { readonly route: RouteId }) {
  const { openDialog } = useActions().shell;
  return (
    <header className="topbar">
      <a className="brand" href="#/align" aria-label="Constitution Studio">
        <span className="mark">
          <Icon name="brand" />
        </span>
        <span className="brand-name">Constitution Studio</span>
      </a>
      <ProjectMenu />
      <MainNav route={route} />
      <div className="tools">
        <ModelStatus />
        <SaveStatus />
        <span className="rule" aria-hidden="true" />
        <UndoRedo />
        <CallLogButton />
        <ImportControl />
        <Button
          variant="ghost"
          tight
          icon="export"
          label="Export"
          tip="Export the project or its prompt"
          onPointerEnter={preloadDialog}
          onClick={() => openDialog({ kind: 'export' })}
        >
          <span className="txt">Export</span>
        </Button>
        <ThemeButton />
      </div>
    </header>
  );
}

function CallLogButton() {
  const totals = useStudio((state) => state.totals);
  const { openDialog } = useActions().shell;
  return (
    <Button
      variant="ghost"
      icon="log"
      label="Call log"
      tip={`Call log: ${totalsWords(totals.all)} in this session`}
      onPointerEnter={preloadDialog}
      onClick={() => openDialog({ kind: 'call-log' })}
    />
  );
}

function MainNav({ route }: { readonly route: RouteId }) {
  return (
    <nav className="mainnav" aria-label="Main">
      {routeIds.map((id) => (
        <a key={id} href={hrefOf(id)} aria-current={id === route ? 'page' : undefined}>
          <Icon name={routes[id].icon} />
          {routes[id].title}
        </a>
      ))}
    </nav>
  );
}

function ThemeButton() {
  const theme = useStudio((state) => state.settings.theme);
  const systemIsDark = useMedia('(prefers-color-scheme: dark)');
  const { updateSettings } = useActions().settings;
  return (
    <Button
      variant="ghost"
      icon="theme"
      label="Theme"
      onClick={() => updateSettings({ theme: flippedTheme(theme, systemIsDark) })}
    />
  );
}
