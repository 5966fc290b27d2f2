import type { ReactNode } from 'react';
import type { ServiceId } from '../../../core/model/provider-table';
import { geminiPublicEndpoint } from '../../../core/project/device-settings';
import type { Result } from '../../../core/result';
import { readEndpoint } from '../endpoint';
import { type ServerPreset, serverPresets } from '../server/server-presets';
import { lacksVersion, readServerField } from '../server/server-url';

/** What the group of a service shows and says; the names of its fields are fixed by the UI contract. */
interface ServiceWords {
  readonly title: string;
  readonly about: string;
  readonly address: {
    readonly label: string;
    readonly placeholder?: string;
    /** The address as it is kept, or what is wrong with it. */
    readonly read: (text: string) => Result<string, string>;
    readonly hint?: (address: string) => ReactNode;
    /** The one that nearly everybody has: a button leads back to it. */
    readonly usual?: string;
    readonly presets?: readonly ServerPreset[];
  };
  /** Absent: the key is entered elsewhere. */
  readonly key?: {
    readonly label: string;
    readonly placeholder: string;
    readonly noun: string;
    readonly remember: string;
  };
  readonly model: {
    readonly label: string;
    readonly list: string;
    readonly listTip: string;
    /** Present: there may be none chosen. */
    readonly none?: { readonly placeholder: string; readonly why: string; readonly listed: (count: number) => string };
  };
  readonly perMinute: { readonly label: string; readonly max: number };
  readonly parallel: string;
  readonly test: { readonly label: string; readonly statusLabel: string };
  readonly useForBoth: string;
}

export const serviceWords: Readonly<Record<ServiceId, ServiceWords>> = {
  gemini: {
    title: 'Gemini settings',
    about: 'Calls go straight from this browser to the endpoint. The key is entered at the top of this page.',
    address: { label: 'Gemini endpoint', read: readEndpoint, usual: geminiPublicEndpoint },
    model: {
      label: 'Gemini model',
      list: 'Refresh models',
      listTip: 'Ask the service which models this key may use',
    },
    perMinute: { label: 'Requests per minute', max: 10_000 },
    parallel: 'Parallel requests',
    test: { label: 'Test connection', statusLabel: 'Connection' },
    useForBoth: 'Use Gemini for both models',
  },
  server: {
    title: 'OpenAI-compatible server',
    about: 'Ollama, LM Studio, llama.cpp, vLLM and others, on this computer or elsewhere.',
    address: {
      label: 'Server URL',
      placeholder: 'http://localhost:11434/v1',
      read: readServerField,
      hint: (address) =>
        lacksVersion(address) ? 'Most servers answer under /v1: check that it is not missing at the end.' : undefined,
      presets: serverPresets,
    },
    key: {
      label: 'Server key',
      placeholder: 'None needed by most',
      noun: 'server key',
      remember: 'Remember server key on this device',
    },
    model: {
      label: 'Server model',
      list: 'Refresh models of the server',
      listTip: 'Ask the server which models it has',
      none: {
        placeholder: 'llama3.2',
        why: 'No server model is chosen yet. Refresh models shows those that it has.',
        listed: listWords,
      },
    },
    // "Requests per minute" and "Parallel requests" are Gemini's, by the UI contract: no name here may hold those words.
    perMinute: { label: 'Requests to the server per minute', max: 100_000 },
    parallel: 'Requests to the server in parallel',
    test: { label: 'Test server connection', statusLabel: 'Server test' },
    useForBoth: 'Use the server for both models',
  },
};

/** Some servers have no list, and answer all the same. */
function listWords(count: number): string {
  if (count === 0) return 'This server lists no models: type the name of one.';
  return `${count === 1 ? '1 model' : `${count} models`} in its list; type to choose.`;
}
