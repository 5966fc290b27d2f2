import type { Parsed } from './parse-markdown';

/** What a worker parses is either there within this time or shown plain. Long answers take a tenth of it. */
const mostMs = 4000;
const keptTexts = 200;

interface Job {
  readonly id: number;
  readonly text: string;
  readonly done: (parsed: Parsed) => void;
}

let worker: Worker | null = null;
let lastId = 0;
/** The first one is being parsed. */
let jobs: readonly Job[] = [];
let timer = 0;
const kept = new Map<string, Parsed>();

/** What a text was parsed as before, so that it is not shown plain first when it comes back. */
export function parsedBefore(text: string): Parsed | undefined {
  return kept.get(text);
}

/** Calls back once, at the latest after the time limit for this text and those before it. Returns what forgets the wish. */
export function parseInWorker(text: string, done: (parsed: Parsed) => void): () => void {
  lastId += 1;
  const job = { id: lastId, text, done };
  jobs = [...jobs, job];
  if (jobs.length === 1) begin();
  return () => {
    // The one under way goes on: its answer is kept for the next who asks.
    if (jobs[0] !== job) jobs = jobs.filter((other) => other !== job);
  };
}

function begin(): void {
  const [job] = jobs;
  if (job === undefined) return;
  const before = kept.get(job.text);
  if (before !== undefined) {
    end(before);
    return;
  }
  try {
    worker ??= startWorker();
    timer = window.setTimeout(() => giveUp('too-slow'), mostMs);
    worker.postMessage({ id: job.id, text: job.text });
  } catch {
    giveUp('unreadable');
  }
}

function startWorker(): Worker {
  const started = new Worker(new URL('./markdown.worker.ts', import.meta.url), { type: 'module', name: 'markdown' });
  started.onmessage = ({ data }: MessageEvent<{ readonly id: number; readonly parsed: Parsed }>) => {
    if (data.id === jobs[0]?.id) end(data.parsed);
  };
  started.onerror = () => giveUp('unreadable');
  return started;
}

function giveUp(why: 'too-slow' | 'unreadable'): void {
  worker?.terminate();
  worker = null;
  end({ kind: 'plain', why });
}

function end(parsed: Parsed): void {
  window.clearTimeout(timer);
  const [job, ...rest] = jobs;
  jobs = rest;
  if (job === undefined) return;
  keep(job.text, parsed);
  job.done(parsed);
  begin();
}

function keep(text: string, parsed: Parsed): void {
  const [oldest] = kept.keys();
  if (kept.size >= keptTexts && oldest !== undefined) kept.delete(oldest);
  kept.set(text, parsed);
}
