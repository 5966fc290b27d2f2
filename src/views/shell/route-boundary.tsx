import { Component, type ErrorInfo, type ReactNode } from 'react';
import type { RouteId } from '../shared/routes';
import type { Pages } from './pages';
import { RouteFailure } from './route-failure';

interface RouteBoundaryProps {
  readonly route: RouteId;
  readonly pages: Pages;
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
    this.props.pages.forget(this.props.route);
    this.setState({ error: null });
  };

  override render(): ReactNode {
    const { error } = this.state;
    return error === null ? this.props.children : <RouteFailure error={error} onRetry={this.retry} />;
  }
}
