import { serviceIds } from '../../core/model/provider-table';
import { headingId, sectionHref, sections } from '../shared/settings-sections';
import { ShortcutList } from '../shared/shortcuts/shortcut-list';
import { Checkbox } from '../ui/checkbox';
import { Icon } from '../ui/icon';
import { RadioGroup, Segmented } from '../ui/radio-group';
import { useActions, useStudio } from '../use-studio';
import { BrowserGroup } from './browser-group';
import { BudgetGroup } from './budget-group';
import { CustomModelGroup } from './custom-model/custom-model-group';
import { Group } from './group';
import { LocalModelsGroup } from './local/local-models-group';
import { ModelsGroup } from './models-group';
import { OfflineGroup } from './offline-group';
import { privateModeName } from './private-mode';
import { ServiceGroup } from './services/service-group';
import { StorageGroup } from './storage-group';
import { ThinkingGroup } from './thinking-group';
import { ModelTiles } from './tiles/model-tiles';
import { useBrowserStorage } from './use-browser-storage';
import { useSection } from './use-section';

/** Choices of this person on this device; each holds at once, there is no Save. */
export function SettingsView() {
  const section = useSection() ?? 'models';
  const storage = useBrowserStorage();
  return (
    <div className="settings">
      <nav className="snav" aria-label="Settings sections">
        {sections.map(({ id, title, icon }) => (
          <a key={id} href={sectionHref(id)} aria-current={id === section ? 'true' : undefined}>
            <Icon name={icon} />
            {title}
          </a>
        ))}
        <p>Everything here stays in this browser. Nothing is sent to us.</p>
      </nav>
      <div className="sheet">
        <div className="sheet-in">
          <h1 id={headingId('models')} tabIndex={-1}>
            Settings
          </h1>
          <ModelTiles />
          <div>
            <ModelsGroup />
            <PrivacyGroup />
            {serviceIds.map((service) => (
              <ServiceGroup key={service} service={service} />
            ))}
            <BrowserGroup />
          </div>
          <div className="beside">
            <LocalModelsGroup storage={storage} />
            <CustomModelGroup />
          </div>
          <div>
            <BudgetGroup />
            <ThinkingGroup />
            <FeedbackGroup />
            <StorageGroup storage={storage} />
            <OfflineGroup />
            <AppearanceGroup />
            <ShortcutsGroup />
          </div>
        </div>
      </div>
    </div>
  );
}

const themeOptions = [
  { value: 'system', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;

function AppearanceGroup() {
  const theme = useStudio((state) => state.settings.theme);
  const { updateSettings } = useActions().settings;
  return (
    <Group section="appearance" title="Appearance">
      <Segmented
        label="Theme"
        value={theme}
        options={themeOptions}
        onPick={(picked) => updateSettings({ theme: picked })}
      />
    </Group>
  );
}

function PrivacyGroup() {
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

function ShortcutsGroup() {
  return (
    <Group section="shortcuts" title="Shortcuts">
      <ShortcutList />
    </Group>
  );
}

const feedbackOptions = [
  { value: 'apply', label: 'At once', hint: 'The principle changes, is highlighted, and Undo takes it back.' },
  { value: 'review', label: 'Hold for review', hint: 'The proposal waits until you accept, edit or reject it.' },
] as const;

function FeedbackGroup() {
  const feedbackApplies = useStudio((state) => state.settings.feedbackApplies);
  const { updateSettings } = useActions().settings;
  return (
    <Group section="feedback" title="How feedback applies">
      <RadioGroup
        label="How feedback applies"
        value={feedbackApplies}
        options={feedbackOptions}
        onPick={(picked) => updateSettings({ feedbackApplies: picked })}
      />
    </Group>
  );
}
