import { useEffect } from 'react';
import { pageTitle, type RouteId } from '../shared/routes';
import { Live } from '../ui/live';
import { Tooltips } from '../ui/tooltips';
import { useStudio } from '../use-studio';
import { Dialogs } from './dialogs';
import { DropOverlay } from './drop-overlay';
import { Header } from './header';
import { Notices } from './notices';
import type { Pages } from './pages';
import { RouteBoundary } from './route-boundary';
import { RouteView } from './route-view';
import { applyTheme } from './theme';
import { Tour } from './tour/tour';
import { UpdateOffer } from './update-offer';
import { useRoute } from './use-route';
import { useShortcuts } from './use-shortcuts';

/** The frame of every page; it is given the pages. It needs a StudioProvider above it. */
export function App({ pages }: { readonly pages: Pages }) {
  const route = useRoute();
  return (
    <RouteBoundary route={route} pages={pages}>
      <Frame route={route} pages={pages} />
    </RouteBoundary>
  );
}

function Frame({ route, pages }: { readonly route: RouteId; readonly pages: Pages }) {
  usePage(route);
  useShortcuts();
  return (
    <div className="app">
      <button type="button" className="skip" onClick={skipToMain}>
        Skip to content
      </button>
      <Header route={route} />
      <Notices />
      <UpdateOffer />
      <RouteView route={route} pages={pages} />
      <Dialogs />
      {route === 'align' && <Tour />}
      <DropOverlay />
      <Live />
      <Tooltips />
    </div>
  );
}

/** A button, since the address of a link would take the place of the route. */
function skipToMain(): void {
  document.getElementById('main')?.focus();
}

/** Keeps what is outside of React in step: the tab's title and the theme on `<html>`. */
function usePage(route: RouteId): void {
  const name = useStudio((state) => (state.boot.status === 'ready' ? state.project.name : null));
  const theme = useStudio((state) => (state.boot.status === 'ready' ? state.settings.theme : null));

  useEffect(() => {
    // Before the project is read, the title of index.html holds.
    if (name !== null) document.title = pageTitle(route, name);
  }, [route, name]);

  useEffect(() => {
    // Before the settings are read, what the first script set still holds.
    if (theme !== null) applyTheme(theme);
  }, [theme]);
}
