import { Icon } from '../ui/icon';
import { hrefOf, type RouteId, routeIds, routes } from './routes';

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
