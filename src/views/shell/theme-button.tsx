import { Button } from '../ui/button';
import { useMedia } from '../ui/use-media';
import { useActions, useStudio } from '../use-studio';
import { flippedTheme } from './theme';

export function ThemeButton() {
  const theme = useStudio((state) => state.settings.theme);
  const systemIsDark = useMedia('(prefers-color-scheme: dark)');
  const { updateSettings } = useActions().settings;
  return (
    <Button
      variant="ghost"
      icon="theme"
      label="Theme"
      onClick={() => updateSettings({ theme: flippedTheme(theme, systemIsDark) })}
    />
  );
}
