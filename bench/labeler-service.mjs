// @ts-check
import { connect } from 'node:http2';

/** @typedef {import('./labeler-core.ts').ModelRequest} ModelRequest */

export const modelId = 'gemini-flash-latest';

/**
 * One call at a time over one HTTP/2 connection, as an SDK makes it. Counts what it sends.
 * @param {{ url: string, core: import('./labeler-core.ts').Core }} given
 */
export function callService({ url, core }) {
  const session = connect(url, { rejectUnauthorized: false });
  const capabilities = core.capabilitiesOf({ provider: 'gemini', id: modelId });
  /** @type {{ safety: import('../src/core/model/models-port').SafetySettings, capabilities: typeof capabilities, schemaPlace: 'setting' }} */
  const how = {
    safety: {
      harassment: 'default',
      'hate-speech': 'default',
      'sexually-explicit': 'default',
      'dangerous-content': 'default',
    },
    capabilities,
    schemaPlace: 'setting',
  };
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
    capabilities,
    spent: () => ({ calls, promptTokens }),
    close: () => session.close(),
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
