import { Component, type ErrorInfo, type ReactNode } from 'react';
import { RouteFailure } from './route-failure';
import type { RouteId } from './routes';
import { forgetView } from './views';

interface RouteBoundaryProps {
  readonly route: RouteId;
  readonly children: ReactNode;
}

interface RouteBoundaryState {
  readonly error: Error | null;
}

/** One per route, so that a page that fails leaves the header and the other pages usable. Only a class can catch. */
export class RouteBoundary extends Component<RouteBoundaryProps, RouteBoundaryState> {
  override state: RouteBoundaryState = { error: null };

  static getDerivedStateFromError(thrown: unknown): RouteBoundaryState {
    return { error: thrown instanceof Error ? thrown : new Error(String(thrown)) };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    // The stack belongs to whoever repairs it, not on the screen.
    console.error('A page failed.', error, info.componentStack);
  }

  readonly retry = () => {
    forgetView(this.props.route);
    this.setState({ error: null });
  };

  override render(): ReactNode {
    const { error } = this.state;
    return error === null ? this.props.children : <RouteFailure error={error} onRetry={this.retry} />;
  }
}
