import { hrefOf, type RouteId, routes } from '../shared/routes';
import { EmptyState } from '../ui/empty-state';

/** A page that the navigation names and this version does not have. It says so, and offers nothing that does nothing. */
export function PlaygroundView() {
  return (
    <PlannedView route="playground">
      You will complete, evaluate and embed here, with every sampling setting.
    </PlannedView>
  );
}

function PlannedView({ route, children }: { readonly route: RouteId; readonly children: string }) {
  return (
    <div className="planned">
      <h1>{routes[route].title}</h1>
      <EmptyState heading="h2" title="Not in this version yet" action={<a href={hrefOf('align')}>Go to Align</a>}>
        {children}
      </EmptyState>
    </div>
  );
}
