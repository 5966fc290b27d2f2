import { useEffect } from 'react';
import { pageTitle, type RouteId } from '../shared/routes';
import { useStudio } from '../use-studio';
import { applyTheme } from './theme';

/** Keeps what is outside of React in step: the tab's title and the theme on `<html>`. */
export function usePage(route: RouteId): void {
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
