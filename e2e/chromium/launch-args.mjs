// @ts-check
/**
 * What every Chromium of tests and benchmarks is started with. The driver gives a list of features to switch off, too; Chromium takes the last
 * such list alone, so that what ours needs of the driver's is in it.
 */
const featuresOff = [
  // A page for the list under the address bar, made anew with every window: a third of the time of a short test.
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  // Pages over plain http are tested as such, and pages of other hosts keep their own storage.
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'ThirdPartyStoragePartitioning',
  // What the driver relies on.
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'PaintHolding',
  // Calls of the browser's own.
  'AimEnabled',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PreconnectToSearch',
];

/** @type {readonly string[]} */
export const launchArgs = [
  // Chromium's sandbox does not run as root, which is what a container usually is.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  `--disable-features=${featuresOff.join(',')}`,
];
