import { Segmented } from '../ui/radio-group';
import { useActions, useStudio } from '../use-studio';
import { Group } from './group';

const options = [
  { value: 'system', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;

export function AppearanceGroup() {
  const theme = useStudio((state) => state.settings.theme);
  const { updateSettings } = useActions().settings;
  return (
    <Group section="appearance" title="Appearance">
      <Segmented label="Theme" value={theme} options={options} onPick={(picked) => updateSettings({ theme: picked })} />
    </Group>
  );
}
