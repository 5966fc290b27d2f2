import type { Capabilities } from './capabilities';
import {
  browserCapabilities,
  geminiCapabilities,
  practiceCapabilities,
  serverCapabilities,
  webllmCapabilities,
} from './provider-capabilities';

/** What the studio knows of a provider without asking it. */
interface ProviderRow {
  /** On every screen and in every option list, fixed by the UI contract: of its one model, or what stands before the id of each. */
  readonly name: string;
  /** In the middle of a sentence; absent: as on its own. */
  readonly inSentence?: string;
  /** `many`: a model of it is named by an id. */
  readonly models: 'one' | 'many';
  /**
   * Whether every text for it stays on this device. What does not is a service: asked over the network, with a key, an address and limits
   * of its own. A server is another program, also on localhost: it may pass texts on.
   */
  readonly staysOnDevice: boolean;
  /** What must be there before it answers. `browser`: one that brings a model along. */
  readonly needs: 'nothing' | 'key' | 'address' | 'download' | 'browser';
  /** Calls that are answered at a time: as many as its settings allow, or, on this device's GPU, one after the other. */
  readonly atOnce: 'by-settings' | 'one';
  /** Seconds until a short answer and until a longer one, where nothing was measured yet. */
  readonly seconds: { readonly short: number; readonly long: number };
  /** Seconds that a service may be silent while it writes, where it is more than usual. */
  readonly silenceSeconds?: number;
  readonly capabilities: (id: string) => Capabilities;
  /**
   * Who embeds beside one of its models unless another was chosen; it is of the same provider or on this device, so that no text goes to
   * another service. `itself`: the model that was asked.
   */
  readonly embeds: 'itself' | 'practice' | { readonly id: string };
}

/** The smallest embedding model of WebLLM's list: it is loaded beside the chat model. */
export const localEmbeddingModel = 'snowflake-arctic-embed-s-q0f32-MLC-b4';

/**
 * Every provider. A new one is a row here and a folder in `providers/`; what else it needs the compiler names (a test adds one and says
 * which files that are).
 */
const providers = {
  /** Rule-based, built in. */
  practice: {
    name: 'Practice model (built in)',
    models: 'one',
    staysOnDevice: true,
    needs: 'nothing',
    atOnce: 'by-settings',
    seconds: { short: 0.002, long: 0.005 },
    capabilities: () => practiceCapabilities,
    embeds: 'itself',
  },
  gemini: {
    name: 'Gemini',
    models: 'many',
    staysOnDevice: false,
    needs: 'key',
    atOnce: 'by-settings',
    seconds: { short: 1, long: 4 },
    capabilities: geminiCapabilities,
    embeds: { id: 'gemini-embedding-001' },
  },
  /** On this device's GPU; an id is a `LocalModel`'s. */
  webllm: {
    name: 'Local',
    models: 'many',
    staysOnDevice: true,
    needs: 'download',
    atOnce: 'one',
    seconds: { short: 1.5, long: 8 },
    capabilities: () => webllmCapabilities,
    embeds: { id: localEmbeddingModel },
  },
  /** Whatever speaks the OpenAI way at the address of Settings. It embeds with the model of Settings, if one is given. */
  server: {
    name: 'Server',
    inSentence: 'the server',
    models: 'many',
    staysOnDevice: false,
    needs: 'address',
    atOnce: 'by-settings',
    seconds: { short: 1.5, long: 8 },
    // One at home reads the next prompt before it goes on.
    silenceSeconds: 120,
    capabilities: () => serverCapabilities,
    embeds: 'itself',
  },
  /** The model that comes with the browser (Chrome's `LanguageModel`). It embeds nothing. */
  browser: {
    name: 'Browser: built-in model',
    models: 'one',
    staysOnDevice: true,
    needs: 'browser',
    atOnce: 'one',
    seconds: { short: 1.5, long: 8 },
    capabilities: () => browserCapabilities,
    embeds: 'practice',
  },
} as const satisfies Readonly<Record<string, ProviderRow>>;

type Table = typeof providers;
export type ProviderId = keyof Table;

/** The providers whose row says so. */
export type ProvidersWith<Row> = { [P in ProviderId]: Table[P] extends Row ? P : never }[ProviderId];

export type ServiceId = ProvidersWith<{ readonly staysOnDevice: false }>;

// Cast: Object.keys forgets the names of what it is given.
export const providerIds = Object.keys(providers) as readonly ProviderId[];

export function rowOf(provider: ProviderId): ProviderRow {
  return providers[provider];
}

export function isService(provider: ProviderId): provider is ServiceId {
  return !rowOf(provider).staysOnDevice;
}

/** In the middle of a sentence: `the server`. */
export function serviceName(service: ServiceId): string {
  const { inSentence, name } = rowOf(service);
  return inSentence ?? name;
}

export const serviceIds: readonly ServiceId[] = providerIds.filter(isService);

/** An object with what is made for each service. */
export function forEachService<Value>(make: (service: ServiceId) => Value): Readonly<Record<ServiceId, Value>> {
  // Cast: as above.
  return Object.fromEntries(serviceIds.map((service) => [service, make(service)])) as Record<ServiceId, Value>;
}
