import type { RouteId } from '../shared/routes';
import { Live } from '../ui/live';
import { TooltipLayer } from '../ui/tooltip-layer';
import { Dialogs } from './dialogs';
import { DropOverlay } from './drop-overlay';
import { Header } from './header';
import { Notices } from './notices';
import type { Pages } from './pages';
import { RouteBoundary } from './route-boundary';
import { RouteView } from './route-view';
import { Tour } from './tour/tour';
import { UpdateOffer } from './update-offer';
import { usePage } from './use-page';
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
      <TooltipLayer />
    </div>
  );
}

/** A button, since the address of a link would take the place of the route. */
function skipToMain(): void {
  document.getElementById('main')?.focus();
}
