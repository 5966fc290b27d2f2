import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

/**
 * What the built page may load and whom it may tell. It is a list of the app's own, and the second of two: a text that a model wrote is
 * shown without its images and its HTML in the first place. The models are called from workers, which have no part in a policy that is
 * in a page; what leaves them is for `src/workers/private-fetch.ts`.
 */
const policy: Readonly<Record<string, readonly string[]>> = {
  'default-src': ["'self'"],
  // WebAssembly for the engine of local models, where a browser applies the page's policy to its workers.
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  // Libraries of the views write style elements and attributes.
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'font-src': ["'self'"],
  'worker-src': ["'self'", 'blob:'],
  // Any endpoint and any host of models that the author chooses, on the open network or at home. No `ws:`, no `wss:`: nothing uses them.
  'connect-src': ["'self'", 'blob:', 'data:', 'https:', 'http:'],
  'object-src': ["'none'"],
  'frame-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
};

/** The development server writes scripts of its own into the page, so that it does without. */
export function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      // After the encoding, which has to be said in the first kilobyte, and before anything that it is about.
      handler: (html) => html.replace(/<meta charset=[^>]*>/, (encoding) => `${encoding}\n    ${metaOf(html)}`),
    },
  };
}

function metaOf(html: string): string {
  const inline = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(([, code = '']) =>
    hashOf(code),
  );
  const directives = Object.entries(policy).map(([name, sources]) =>
    [name, ...sources, ...(name === 'script-src' ? inline : [])].join(' '),
  );
  return `<meta http-equiv="Content-Security-Policy" content="${directives.join('; ')}" />`;
}

function hashOf(code: string): string {
  return `'sha256-${createHash('sha256').update(code).digest('base64')}'`;
}
