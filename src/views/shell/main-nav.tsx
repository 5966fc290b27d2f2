import { hrefOf, type RouteId, routeIds, routes } from '../shared/routes';
import { Icon } from '../ui/icon';

export function MainNav({ route }: { readonly route: RouteId }) {
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
