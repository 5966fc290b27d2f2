import { serviceIds } from '../../core/model/provider-table';
import { headingId, sectionHref, sections } from '../shared/settings-sections';
import { Icon } from '../ui/icon';
import { AppearanceGroup } from './appearance-group';
import { BrowserGroup } from './browser-group';
import { BudgetGroup } from './budget-group';
import { CustomModelGroup } from './custom-model/custom-model-group';
import { FeedbackGroup } from './feedback-group';
import { LocalModelsGroup } from './local/local-models-group';
import { ModelsGroup } from './models-group';
import { OfflineGroup } from './offline-group';
import { PrivacyGroup } from './privacy-group';
import { ServiceGroup } from './services/service-group';
import { ShortcutsGroup } from './shortcuts-group';
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
