import { serverOrigin } from '../../core/model/server-origin';

/** The programs that people run, known by the port that each has unless told otherwise. */
interface ServerProgram {
  readonly name: string;
  readonly port: string;
  readonly start: string;
  /** How it is told to let the pages of an origin read its answers. */
  readonly allow: (origin: string) => string;
}

const programs: readonly ServerProgram[] = [
  {
    name: 'Ollama',
    port: '11434',
    start: 'start the app or "ollama serve"',
    allow: (origin) => `set the environment variable OLLAMA_ORIGINS=${origin} and start it anew`,
  },
  {
    name: 'LM Studio',
    port: '1234',
    start: 'switch the server on under Developer, or run "lms server start"',
    allow: () => 'switch on "Enable CORS" in the server settings under Developer',
  },
  {
    name: 'llama.cpp',
    port: '8080',
    start: 'run "llama-server -m <model file>"',
    allow: () =>
      'its server lets every page in by itself, so look for a proxy before it that takes the header out, or update it',
  },
  {
    name: 'vLLM',
    port: '8000',
    start: 'run "vllm serve <model>"',
    allow: (origin) => `start it with --allowed-origins '["${origin}"]'`,
  },
];

/** In one sentence for the program that the port speaks for, or for all of them. */
export function howToAllow(url: string, origin: string): string {
  return forProgram(url, (program) => program.allow(origin));
}

export function howToStart(url: string): string {
  return forProgram(url, (program) => program.start);
}

function forProgram(url: string, advice: (program: ServerProgram) => string): string {
  const port = /:(\d+)$/.exec(serverOrigin(url))?.[1];
  const known = programs.find((program) => program.port === port);
  const named = known === undefined ? programs : [known];
  return `${named.map((program) => `${program.name}: ${advice(program)}`).join('; ')}.`;
}
