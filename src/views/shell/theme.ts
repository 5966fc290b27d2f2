import type { DeviceSettings } from '../../core/project/device-settings';

export type Theme = DeviceSettings['theme'];

/** Read by the script in index.html before the first paint. */
const themeKey = 'constitution-studio:theme';

/** Without `data-theme` the style sheets follow the system. */
export function applyTheme(theme: Theme): void {
  const root = document.documentElement;
  if (theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = theme;
  try {
    if (theme === 'system') localStorage.removeItem(themeKey);
    else localStorage.setItem(themeKey, theme);
  } catch {
    // Storage can be switched off; the theme then holds until the page is left.
  }
}

/** What the button in the header chooses: the opposite of what is seen. */
export function flippedTheme(theme: Theme, systemIsDark: boolean): Theme {
  const dark = theme === 'system' ? systemIsDark : theme === 'dark';
  return dark ? 'light' : 'dark';
}
