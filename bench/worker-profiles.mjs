// @ts-check

/**
 * @typedef {{ readonly functionName: string, readonly url: string, readonly lineNumber: number, readonly columnNumber: number }} Frame
 * @typedef {{ nodes: readonly { id: number, callFrame: Frame, children?: readonly number[] }[], samples: readonly number[], timeDeltas: readonly number[] }} Profile As `Profiler.stop` gives it.
 */

/**
 * The page and every worker of it, as the protocol of the browser's tools knows them.
 * @param {import('playwright').Page} page
 */
async function threadsOf(page) {
  const session = await page.context().newCDPSession(page);
  /** @type {Map<number, (result: any) => void>} */
  const waiting = new Map();
  /** @type {Set<string>} */
  const workers = new Set();
  let ids = 0;
  session.on('Target.attachedToTarget', ({ sessionId }) => workers.add(sessionId));
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result } = JSON.parse(message);
    waiting.get(id)?.(result);
    waiting.delete(id);
  });
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });

  /** @param {string} sessionId @param {string} method */
  function ask(sessionId, method) {
    ids += 1;
    const message = JSON.stringify({ id: ids, method });
    const answered = new Promise((resolve) => waiting.set(ids, resolve));
    return session.send('Target.sendMessageToTarget', { sessionId, message }).then(() => answered);
  }

  const all = [...workers];
  return {
    /** The page's own answer first. @param {any} method @returns {Promise<readonly any[]>} */
    ask: async (method) => {
      const own = await session.send(method);
      return [own, ...(await Promise.all(all.map((worker) => ask(worker, method))))];
    },
    detach: () => session.detach(),
  };
}

/**
 * Profiles the page and every worker of it while `work` goes on.
 * @param {import('playwright').Page} page
 * @param {() => Promise<unknown>} work
 * @returns {Promise<readonly Profile[]>}
 */
export async function profiled(page, work) {
  const threads = await threadsOf(page);
  await threads.ask('Profiler.enable');
  await threads.ask('Profiler.start');
  await work();
  const profiles = await threads.ask('Profiler.stop');
  await threads.detach();
  return profiles.map(({ profile }) => profile);
}

/**
 * Bytes that the page and all its workers hold, once nothing is left to be collected: objects, and buffers beside them.
 * @param {import('playwright').Page} page
 * @returns {Promise<number>}
 */
export async function heapBytes(page) {
  const threads = await threadsOf(page);
  await threads.ask('HeapProfiler.enable');
  await threads.ask('HeapProfiler.collectGarbage');
  const heaps = await threads.ask('Runtime.getHeapUsage');
  await threads.detach();
  return heaps.reduce((sum, { usedSize, backingStorageSize = 0 }) => sum + usedSize + backingStorageSize, 0);
}

/**
 * Microseconds by the kind of code they were spent in: of a piece of the engine (a copy of a message, say), by whoever called it.
 * @param {Profile} profile
 * @param {(frame: Frame) => string | undefined} kindOf Undefined: as its caller.
 * @returns {Map<string, number>}
 */
export function timeByKind({ nodes, samples, timeDeltas }, kindOf) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  /** @type {Map<number, string>} */
  const kinds = new Map();
  const root = nodes[0];
  /** @param {number} id @param {string} above */
  function mark(id, above) {
    const node = byId.get(id);
    if (node === undefined) return;
    const kind = kindOf(node.callFrame) ?? above;
    kinds.set(id, kind);
    for (const child of node.children ?? []) mark(child, kind);
  }
  if (root !== undefined) mark(root.id, 'engine');
  /** @type {Map<string, number>} */
  const times = new Map();
  samples.forEach((id, index) => {
    const kind = kinds.get(id) ?? 'engine';
    times.set(kind, (times.get(kind) ?? 0) + (timeDeltas[index] ?? 0));
  });
  return times;
}
