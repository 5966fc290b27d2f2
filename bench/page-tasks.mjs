// @ts-check

/** @typedef {{ name: string, ph: string, pid: number, tid: number, dur?: number, tdur?: number, args?: { name?: string } }} TraceEvent */

/**
 * Milliseconds of the longest task of the page's main thread while something is done: by the clock, and of computing.
 * @param {import('playwright').Page} page
 * @param {() => Promise<unknown>} doing
 * @returns {Promise<{ clock: number, computed: number, count: number }>} `count`: of all tasks
 */
export async function longestTaskDuring(page, doing) {
  const browser = page.context().browser();
  if (browser === null) throw new Error('Expected a page of a launched browser.');
  await browser.startTracing(page, { categories: ['toplevel'] });
  /** @type {Buffer} */
  let trace;
  try {
    await doing();
  } finally {
    trace = await browser.stopTracing();
  }
  const tasks = mainThreadTasks(JSON.parse(trace.toString('utf8')).traceEvents);
  if (tasks.length === 0) throw new Error('No task of the page was seen.');
  return {
    clock: Math.max(...tasks.map(({ dur = 0 }) => dur)) / 1000,
    computed: Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000,
    count: tasks.length,
  };
}

/** @param {readonly TraceEvent[]} events */
function mainThreadTasks(events) {
  const threads = events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const main = new Set(threads.map(({ pid, tid }) => `${pid} ${tid}`));
  return events.filter(({ name, ph, pid, tid }) => ph === 'X' && /RunTask$/.test(name) && main.has(`${pid} ${tid}`));
}
