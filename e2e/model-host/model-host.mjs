// @ts-check
import { createListener } from '../loopback/listener.mjs';
import { modelDirectory } from './model-directory.mjs';
import { send } from './send.mjs';

/**
 * A host of small models on this machine, which does to any file what a test has planned.
 *
 * @typedef {import('./send.mjs').Plan} Plan
 *
 * @typedef {object} HostedModel
 * @property {string} id
 * @property {string} weightsUrl What is entered as "Model URL".
 * @property {string} libraryUrl What is entered as "Model library URL".
 * @property {ReadonlyMap<string, Buffer>} files By path in the directory; the library is `library.wasm`.
 * @property {number} bytes Of all files.
 *
 * @typedef {object} Counts
 * @property {number} asked Requests that came, whatever became of them; preflights are not counted.
 * @property {number} whole Answers with status 200 that were sent to their end.
 * @property {number} bytes Of all answers.
 *
 * @typedef {object} ModelHost
 * @property {string} url Without a trailing slash.
 * @property {(id: string) => HostedModel} model Throws when there is none of this id.
 * @property {(path: string | RegExp, plan: Plan, options?: { times?: number }) => void} plan For paths such as `tiny-chat/params_shard_0.bin`
 *   (id and file), for so many requests; without `times` until the next `reset`. The latest plan that fits counts.
 * @property {(path: string) => Counts} counts
 * @property {() => readonly string[]} asked Every path that was asked for, oldest first.
 * @property {(path: string, count?: number) => Promise<void>} received Resolves when it was asked for so often, once unless said otherwise.
 * @property {() => void} reset Forgets plans and counts.
 * @property {() => Promise<void>} close
 *
 * @param {{ port?: number, host?: string, models?: readonly import('./model-directory.mjs').ModelShape[] }} [options]
 * @returns {Promise<ModelHost>}
 */
export async function startModelHost({ port = 0, host = '127.0.0.1', models = usualModels } = {}) {
  const directories = new Map(models.map((shape) => [shape.id, modelDirectory(shape)]));
  /** @type {{ path: string | RegExp, plan: Plan, left: number }[]} */
  let plans = [];
  /** @type {Map<string, Counts>} */
  let counts = new Map();
  /** @type {string[]} */
  let asked = [];
  /** @type {{ path: string, count: number, resolve: () => void }[]} */
  let waiting = [];

  const { origin: url, close } = await createListener({ port, host, handle: answer });

  /**
   * @param {import('node:http').IncomingMessage} incoming
   * @param {import('node:http').ServerResponse} outgoing
   */
  async function answer(incoming, outgoing) {
    const path = decodeURIComponent(new URL(incoming.url ?? '/', url).pathname.slice(1));
    const plan = incoming.method === 'OPTIONS' ? /** @type {Plan} */ ({ kind: 'serve' }) : planFor(path);
    if (plan.kind !== 'no-cors') {
      outgoing.setHeader('access-control-allow-origin', '*');
      // Asked for by browsers that guard the local network.
      outgoing.setHeader('access-control-allow-private-network', 'true');
    }
    if (incoming.method === 'OPTIONS') {
      outgoing.writeHead(204).end();
      return;
    }
    count(path, { asked: 1 });
    const [id = '', ...rest] = path.split('/');
    const file = directories.get(id)?.get(rest.join('/'));
    outgoing.once('finish', () => {
      if (outgoing.statusCode === 200) count(path, { whole: 1 });
    });
    count(path, { bytes: await send({ plan, file, outgoing }) });
  }

  /** @param {string} path @returns {Plan} */
  function planFor(path) {
    const rule = plans.findLast(
      ({ path: of, left }) => left > 0 && (of instanceof RegExp ? of.test(path) : of === path),
    );
    if (rule === undefined) return { kind: 'serve' };
    rule.left -= 1;
    return rule.plan;
  }

  /** @param {string} path @param {Partial<Counts>} more */
  function count(path, more) {
    const before = counts.get(path) ?? nothing;
    const now = {
      asked: before.asked + (more.asked ?? 0),
      whole: before.whole + (more.whole ?? 0),
      bytes: before.bytes + (more.bytes ?? 0),
    };
    counts.set(path, now);
    if (more.asked === undefined) return;
    asked.push(path);
    waiting = waiting.filter((one) => {
      if (one.path !== path || now.asked < one.count) return true;
      one.resolve();
      return false;
    });
  }

  return {
    url,
    model(id) {
      const files = directories.get(id);
      if (files === undefined) throw new Error(`Expected one of ${[...directories.keys()].join(', ')}; came "${id}".`);
      return {
        id,
        weightsUrl: `${url}/${id}`,
        libraryUrl: `${url}/${id}/library.wasm`,
        files,
        bytes: [...files.values()].reduce((sum, { byteLength }) => sum + byteLength, 0),
      };
    },
    plan(path, plan, { times = Number.POSITIVE_INFINITY } = {}) {
      plans.push({ path, plan, left: times });
    },
    counts: (path) => counts.get(path) ?? nothing,
    asked: () => asked,
    received(path, count = 1) {
      if ((counts.get(path)?.asked ?? 0) >= count) return Promise.resolve();
      return new Promise((resolve) => waiting.push({ path, count, resolve }));
    },
    reset() {
      plans = [];
      counts = new Map();
      asked = [];
    },
    close,
  };
}

/** @type {Counts} */
const nothing = { asked: 0, whole: 0, bytes: 0 };

/** @type {readonly import('./model-directory.mjs').ModelShape[]} */
const usualModels = [
  { id: 'tiny-chat' },
  { id: 'small-chat', shards: [400_000, 400_000, 400_000, 400_000, 400_000] },
  { id: 'old-chat', oldList: true, checksums: false },
  { id: 'tiny-embed', kind: 'embedding', contextTokens: 512, shards: [50_000] },
];
