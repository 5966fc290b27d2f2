import { hrefOf, type RouteId, routes } from '../shared/routes';

/** Pages that the navigation names and this version does not have. They say so, and offer nothing that does nothing. */
export function TuneView() {
  return <PlannedView route="tune">Prompts and a constitution will become fine-tuning data here.</PlannedView>;
}

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
      <div className="empty-state">
        <h2>Not in this version yet</h2>
        <p>{children}</p>
        <a href={hrefOf('align')}>Go to Align</a>
      </div>
    </div>
  );
}
