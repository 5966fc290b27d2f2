import { type GeminiTier, geminiTiers, tierLimits } from '../../../core/model/tier-limits';
import type { DeviceSettings } from '../../../core/project/device-settings';
import { linkLook } from '../../ui/link-button';
import { Segmented } from '../../ui/radio-group';
import { useActions, useStudio } from '../../use-studio';

const options = [
  { value: 'free', label: 'Free tier' },
  { value: 'paid', label: 'Paid tier' },
] as const satisfies readonly { readonly value: GeminiTier; readonly label: string }[];

/** Where Google leads from to the limits of one's own project. */
const limitsPage = 'https://ai.google.dev/gemini-api/docs/rate-limits';

/** How fast the studio may ask, in the words in which Google sells it. */
export function TierChoice() {
  const gemini = useStudio((state) => state.settings.gemini);
  const { connect } = useActions();
  const tier = tierOf(gemini);
  return (
    <div className="grid gap-1">
      <Segmented<GeminiTier | ''> label="Tier of this key" value={tier} options={options} onPick={pick} />
      <p className="text-small text-ink-2">
        {tier === ''
          ? 'Choose the tier of your key, and calls keep to its limits.'
          : `${limitWords(gemini)}: typical for this model on the ${tier} tier.`}{' '}
        <a className={linkLook} href={limitsPage} target="_blank" rel="noopener">
          See your exact limits
        </a>
      </p>
    </div>
  );

  function pick(picked: GeminiTier | '') {
    if (picked !== '') connect.chooseTier(picked);
  }
}

/** Empty: limits that somebody set otherwise. */
function tierOf({ model, requestsPerMinute, parallelRequests }: DeviceSettings['gemini']): GeminiTier | '' {
  const found = geminiTiers.find((tier) => {
    const limits = tierLimits(tier, model);
    return limits.requestsPerMinute === requestsPerMinute && limits.parallelRequests === parallelRequests;
  });
  return found ?? '';
}

function limitWords({ requestsPerMinute, parallelRequests }: DeviceSettings['gemini']): string {
  return `${requestsPerMinute.toLocaleString('en-GB')} requests a minute, ${parallelRequests} at once`;
}
