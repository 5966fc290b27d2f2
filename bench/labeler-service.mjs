// @ts-check
import { connect } from 'node:http2';

/** @typedef {import('./labeler-core.ts').ModelRequest} ModelRequest */

export const modelId = 'gemini-flash-latest';

/**
 * @typedef {object} Service
 * @property {(request: ModelRequest) => Promise<string>} call Resolves with the text of the answer.
 * @property {import('./labeler-core.ts').LanguageModel['capabilities']} capabilities
 * @property {() => { calls: number, promptTokens: number }} spent
 * @property {() => void} close
 */

/**
 * One call at a time over one HTTP/2 connection, as an SDK makes it. Counts what it sends.
 * @param {{ url: string, core: import('./labeler-core.ts').Core }} given
 * @returns {Service}
 */
export function callService({ url, core }) {
  const session = connect(url, { rejectUnauthorized: false });
  const how = requestLimits(core);
  let calls = 0;
  let promptTokens = 0;

  /** @param {ModelRequest} request @returns {Promise<string>} the text of the answer */
  async function call(request) {
    const answer = await post(session, JSON.stringify(core.toGeminiRequest(request, how)));
    calls += 1;
    promptTokens += answer.usageMetadata.promptTokenCount;
    const text = answer.candidates?.[0]?.content?.parts?.[0]?.text;
    if (typeof text !== 'string') throw new Error(`Expected an answer, got ${JSON.stringify(answer).slice(0, 200)}`);
    return text;
  }

  return {
    call,
    capabilities: how.capabilities,
    spent: () => ({ calls, promptTokens }),
    close: () => session.close(),
  };
}

/**
 * How a request becomes the body of a call.
 * @param {import('./labeler-core.ts').Core} core
 * @returns {Parameters<import('./labeler-core.ts').Core['toGeminiRequest']>[1]}
 */
export function requestLimits(core) {
  return {
    safety: {
      harassment: 'default',
      'hate-speech': 'default',
      'sexually-explicit': 'default',
      'dangerous-content': 'default',
    },
    capabilities: core.capabilitiesOf({ provider: 'gemini', id: modelId }),
    schemaPlace: 'setting',
  };
}

/** @param {import('node:http2').ClientHttp2Session} session @param {string} body @returns {Promise<any>} */
function post(session, body) {
  return new Promise((resolve, reject) => {
    const stream = session.request({
      ':method': 'POST',
      ':path': `/v1beta/models/${modelId}:generateContent`,
      'content-type': 'application/json',
      'x-goog-api-key': 'bench',
    });
    let text = '';
    stream.setEncoding('utf8');
    stream.on('data', (piece) => {
      text += piece;
    });
    stream.on('error', reject);
    stream.on('end', () => resolve(JSON.parse(text)));
    stream.end(body);
  });
}
