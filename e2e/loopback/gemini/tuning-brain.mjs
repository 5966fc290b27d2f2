// @ts-check
/**
 * Enough sense for making fine-tuning data: a critic that always finds something, a reviser that adds a question to the answer, a judge
 * that prefers the longer answer wherever it stands.
 *
 * @typedef {import('./server.mjs').RequestRecord} RequestRecord
 */

/**
 * The answer to a structured stage, known by what its reply format asks for.
 * @param {Readonly<Record<string, unknown>>} properties
 * @param {string} promptText
 */
export function tuningReply({ critique, problem, reasoning, choice }, promptText) {
  if (critique !== undefined && problem !== undefined) {
    return { critique: 'Critique: It tells, and asks the reader nothing.', problem: 'yes' };
  }
  if (reasoning === undefined || choice === undefined) return undefined;
  const [a = '', b = ''] = [...promptText.matchAll(/\[\[\[([\s\S]*?)\]\]\]/g)].map(([, text = '']) => text).slice(-2);
  const picked = a.length === b.length ? 'tie' : a.length > b.length ? 'A' : 'B';
  return { reasoning: `The longer answer is ${picked}.`, choice: picked };
}

/**
 * The text of a stage that is asked for in words; undefined for any other prompt. Answers differ by seed where the system message asks
 * for one of several ways.
 * @param {RequestRecord} record
 */
export function tuningText({ promptText, body }) {
  if (/^RevisionRequest:/m.test(promptText)) {
    const answer =
      promptText
        .split(/^Assistant: ?/m)
        .at(-1)
        ?.split(/\n+---/)[0] ?? '';
    return `Revision: ${answer.trim()} What would you try first?`;
  }
  if (!promptText.includes('in one of several ways')) return undefined;
  const seed = Number(body.generationConfig?.seed ?? 0);
  return `Way ${seed % 7}: look closely${' and then look again'.repeat(seed % 3)}.`;
}
