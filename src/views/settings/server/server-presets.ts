export interface ServerPreset {
  readonly name: string;
  /** Where it listens when nobody told it otherwise. */
  readonly url: string;
  /** How it is told to answer this page. `origin` is the page's. */
  readonly allow: (origin: string) => string;
}

/** Sources: docs.ollama.com FAQ, lmstudio.ai docs "Server settings", llama.cpp tools/server README, docs.vllm.ai "OpenAI-compatible server". */
export const serverPresets: readonly ServerPreset[] = [
  {
    name: 'Ollama',
    url: 'http://localhost:11434/v1',
    allow: (origin) => `start it with OLLAMA_ORIGINS=${origin} in its environment.`,
  },
  {
    name: 'LM Studio',
    url: 'http://localhost:1234/v1',
    allow: () => 'switch on “Enable CORS” in the settings of its server, or start it with lms server start --cors.',
  },
  {
    name: 'llama.cpp',
    url: 'http://localhost:8080/v1',
    allow: () => 'llama-server answers every page, so nothing is to be set.',
  },
  {
    name: 'vLLM',
    url: 'http://localhost:8000/v1',
    allow: (origin) =>
      `it answers every page unless it was told otherwise; then start it with --allowed-origins '["${origin}"]'.`,
  },
];
