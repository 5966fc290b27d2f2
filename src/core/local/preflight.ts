import { defaultModel, smallest } from './default-model';
import type { LocalModel } from './local-model';
import { areTwins, fullName } from './model-words';
import { type Caution, cautionsOf, type Refusal, refusalOf, type Surroundings } from './preflight-checks';
import { cautionWords, refusalWords } from './preflight-words';

export interface PreflightContext extends Surroundings {
  /** What can be offered instead. */
  readonly models: readonly LocalModel[];
  /** Nothing may leave the device: Gemini is no way out. */
  readonly privateMode: boolean;
}

/** Whether a model can run on this device, known before any byte of it is fetched. */
export type Verdict =
  | { readonly can: true; readonly cautions: readonly SaidCaution[] }
  | {
      readonly can: false;
      readonly reason: Refusal;
      /** One sentence. */
      readonly words: string;
      /** What to do instead, the nearest first; never empty. */
      readonly ways: readonly Way[];
    };

export interface SaidCaution {
  readonly caution: Caution;
  readonly words: string;
}

/** `words` say all of it; the rest is for a button or a link. */
export type Way =
  /** A model that runs here. */
  | { readonly kind: 'model'; readonly id: string; readonly words: string }
  /** A page of the browser's own. A web page may not link there: it is to be copied into the address bar. */
  | { readonly kind: 'browser-page'; readonly address: string; readonly words: string }
  | { readonly kind: 'reload'; readonly words: string }
  | { readonly kind: 'advice'; readonly words: string }
  | { readonly kind: 'gemini'; readonly words: string }
  | { readonly kind: 'practice'; readonly words: string };

export function preflight(model: LocalModel, context: PreflightContext): Verdict {
  const reason = refusalOf(model, context);
  if (reason === null) {
    return {
      can: true,
      cautions: cautionsOf(model, context).map((caution) => ({ caution, words: cautionWords(caution) })),
    };
  }
  return { can: false, reason, words: refusalWords(reason), ways: [...repairs(reason), ...instead(model, context)] };
}

/** Also for a sentence in an error: the reason and what to do. */
export function verdictWords({ words, ways }: Extract<Verdict, { readonly can: false }>): string {
  return [words, ...ways.map((way) => way.words)].join(' ');
}

function repairs(reason: Refusal): readonly Way[] {
  switch (reason.kind) {
    case 'insecure':
      return [{ kind: 'advice', words: 'Open the studio over https, or from localhost.' }];
    case 'no-webgpu':
      return withWebgpu(reason.browser);
    case 'no-adapter':
      return [
        { kind: 'reload', words: 'Reload the page: after sleep, or after a new driver, the GPU is often found again.' },
        ...withAdapter(reason.browser),
      ];
    case 'space':
      return [
        reason.privateWindow
          ? { kind: 'advice', words: 'Open the studio in a normal window.' }
          : { kind: 'advice', words: 'Delete a local model that you no longer use, or make room on the disk.' },
      ];
    case 'no-storage':
      return [{ kind: 'advice', words: 'Leave the private window, or allow this site to store data.' }];
    case 'missing-feature':
    case 'limit':
    case 'memory':
      return [];
  }
}

type Browser = Extract<Refusal, { readonly kind: 'no-webgpu' }>['browser'];

const unsafeWebgpu = 'chrome://flags/#enable-unsafe-webgpu';

/** Sources: gpuweb wiki "Implementation Status", MDN browser-compat-data, developer.chrome.com "WebGPU: Troubleshooting tips", 2026. */
function withWebgpu(browser: Browser): readonly Way[] {
  switch (browser) {
    case 'chromium':
      return [
        {
          kind: 'advice',
          words:
            'Update the browser: Chrome and Edge have WebGPU since version 113 on Windows, macOS and ChromeOS, 121 on Android, and 144 (Intel) or 147 (NVIDIA) on Linux.',
        },
        {
          kind: 'browser-page',
          address: unsafeWebgpu,
          words: `On other systems, open ${unsafeWebgpu}, enable “Unsafe WebGPU Support” and start the browser again.`,
        },
      ];
    case 'firefox':
      return [
        {
          kind: 'advice',
          words: 'Update Firefox: it has WebGPU since version 141 on Windows and 147 on Macs with Apple silicon.',
        },
        {
          kind: 'browser-page',
          address: 'about:config',
          words:
            'On other systems, open about:config, set dom.webgpu.enabled to true and start Firefox again, or use Chrome or Edge.',
        },
      ];
    case 'safari':
      return [
        {
          kind: 'advice',
          words:
            'Safari has WebGPU since version 26, on macOS, iOS and iPadOS 26: update the system, or use Chrome or Edge on a Mac.',
        },
      ];
    case 'other':
      return [{ kind: 'advice', words: 'Open the studio in a current Chrome, Edge, Firefox or Safari.' }];
  }
}

function withAdapter(browser: Browser): readonly Way[] {
  switch (browser) {
    case 'chromium':
      return [
        {
          kind: 'browser-page',
          address: 'chrome://settings/system',
          words: 'Open chrome://settings/system and switch on “Use graphics acceleration when available”.',
        },
        {
          kind: 'browser-page',
          address: unsafeWebgpu,
          words: `If chrome://gpu says that WebGPU is blocked, open ${unsafeWebgpu}, enable it and start the browser again.`,
        },
      ];
    case 'firefox':
      return [
        {
          kind: 'browser-page',
          address: 'about:support',
          words: 'Open about:support: under Graphics it says why WebGPU has no GPU.',
        },
      ];
    case 'safari':
    case 'other':
      return [{ kind: 'advice', words: 'Update the system and the driver of the GPU.' }];
  }
}

function instead(model: LocalModel, context: PreflightContext): readonly Way[] {
  const other = runningInstead(model, context);
  return [
    ...(other === null ? [] : [{ kind: 'model', id: other.id, words: `${fullName(other.id)} runs here.` } as const]),
    ...(context.privateMode
      ? []
      : [{ kind: 'gemini', words: 'Gemini needs no GPU: it answers over the network, with your own key.' } as const]),
    { kind: 'practice', words: 'The practice model runs anywhere: a rule-based stand-in and no language model.' },
  ];
}

/** The same weights in another precision, else the Gemma that fits best, else whatever is smallest. */
function runningInstead(model: LocalModel, context: PreflightContext): LocalModel | null {
  const running = context.models.filter(
    (other) => other.id !== model.id && other.kind === model.kind && refusalOf(other, context) === null,
  );
  const twin = running.find((other) => areTwins(other.id, model.id));
  return twin ?? defaultModel(running, context) ?? smallest(running);
}
