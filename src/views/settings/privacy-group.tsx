import { Checkbox } from '../ui/checkbox';
import { useActions, useStudio } from '../use-studio';
import { Group } from './group';
import { privateModeName } from './private-mode';

export function PrivacyGroup() {
  const privateMode = useStudio((state) => state.settings.privateMode);
  const { updateSettings } = useActions().settings;
  return (
    <Group section="privacy" title="Privacy" role="group">
      <Checkbox
        label={privateModeName}
        aria-describedby="private-mode-says"
        checked={privateMode}
        onCheck={(checked) => updateSettings({ privateMode: checked })}
      />
      <p className="hint" id="private-mode-says">
        While this is on, the studio refuses every call over the network: to Gemini and to servers, including servers on
        this computer, which may forward your text. Only the app’s own files and the local models that you download are
        still fetched, and nothing you wrote is sent with them. Requests already sent will still finish.
      </p>
    </Group>
  );
}
