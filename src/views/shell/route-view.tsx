import { type ComponentType, Suspense, use, useDeferredValue, useEffect } from 'react';
import type { RouteId } from '../shared/routes';
import { SkeletonLines } from '../ui/skeleton-lines';
import { useStudio } from '../use-studio';
import type { Pages } from './pages';
import { RouteBoundary } from './route-boundary';

interface RouteViewProps {
  readonly route: RouteId;
  readonly pages: Pages;
}

/** The page of a route, inside `main`: a view renders its own `h1` and no `main`. */
export function RouteView({ route, pages }: RouteViewProps) {
  // Deferred: a whole page is rendered in slices, so that no keystroke waits for all of it.
  const ready = useDeferredValue(useStudio((state) => state.boot.status === 'ready'));
  return (
    <main id="main" className="main" tabIndex={-1} aria-busy={!ready || undefined}>
      <RouteBoundary key={route} route={route} pages={pages}>
        <Suspense fallback={<BootSkeleton />}>
          {ready ? <View route={route} pages={pages} /> : <BootSkeleton />}
        </Suspense>
      </RouteBoundary>
    </main>
  );
}

let shownRoute: RouteId | null = null;

/** `use` each time and no hook beside it: React cannot go on after a wait in a component in which it is then skipped. */
function View({ route, pages }: RouteViewProps) {
  const Page = use(pages.load(route));
  return <Shown route={route} Page={Page} />;
}

function Shown({ route, Page }: { readonly route: RouteId; readonly Page: ComponentType }) {
  // Runs when the page is there, after its code has arrived.
  useEffect(() => {
    // The first page leaves the focus where the browser put it.
    if (shownRoute !== null && shownRoute !== route) focusHeading();
    shownRoute = route;
  }, [route]);

  return <Page />;
}

/** Unless the page has already moved the focus: an address may name a part of it. */
function focusHeading(): void {
  if (document.activeElement?.matches('main *') === true) return;
  const heading = document.querySelector<HTMLElement>('main h1');
  if (heading === null) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

/** While the project is read from the browser's storage, or a page's code is on its way. */
function BootSkeleton() {
  return (
    <div className="boot">
      <h1 className="sr">Opening</h1>
      <SkeletonLines widths={[40, 88, 76]} />
      <SkeletonLines widths={[92, 84, 96, 60]} />
      <SkeletonLines widths={[52, 80, 44]} />
    </div>
  );
}
