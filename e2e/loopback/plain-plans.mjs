// @ts-check
/**
 * What a service may do with a request, whatever it speaks.
 *
 * @typedef {{ kind: 'status', status: number, body: unknown, headers?: Readonly<Record<string, string>>, delayMs?: number }} StatusPlan
 * @typedef {{ kind: 'raw', status: number, contentType: string, text: string | readonly Uint8Array[], delayMs?: number }} RawPlan
 * @typedef {{ kind: 'redirect', location: string }} RedirectPlan
 * @typedef {StatusPlan | RawPlan | RedirectPlan} PlainPlan
 * @typedef {'end' | 'cut' | 'stall'} Afterwards What follows the last event of a stream; `cut` destroys the connection.
 */

/** @returns {RawPlan} A page of something that is no such service. */
export function html(status = 200) {
  return { kind: 'raw', status, contentType: 'text/html', text: '<!doctype html><title>Welcome</title>' };
}

/**
 * Bytes as they are, such as an event stream of a shape of its own.
 * @param {string | readonly Uint8Array[]} given
 * @param {string} [contentType]
 * @returns {RawPlan}
 */
export function raw(given, contentType = 'text/event-stream') {
  return { kind: 'raw', status: 200, contentType, text: given };
}

/** @param {string} location @returns {RedirectPlan} */
export function redirect(location) {
  return { kind: 'redirect', location };
}

/**
 * The ways in which a stream goes wrong.
 * @template {{ readonly kind: 'stream' }} Stream
 * @param {(partial: string) => Stream} unfinished an answer of so much text, without an end
 */
export function brokenOff(unfinished) {
  return {
    /** The connection breaks in the middle. @returns {Stream & { afterwards: 'cut' }} */
    cut: (partial = '') => ({ ...unfinished(partial), afterwards: 'cut' }),
    /** Nothing more ever comes, and the connection stays open. @returns {Stream & { afterwards: 'stall' }} */
    stall: (partial = '') => ({ ...unfinished(partial), afterwards: 'stall' }),
    /** Ends properly, but says neither why nor that it is done. @returns {Stream} */
    endsEarly: (partial = '') => unfinished(partial),
  };
}
