// @ts-check
/**
 * What a server was asked to do since it began, or since the last reset.
 * @typedef {object} Counts
 * @property {number} calls Tries to generate content, refused ones too.
 * @property {number} embedCalls
 * @property {number} promptTokens Of the calls to generate content, at four characters each.
 * @property {number} peak The most that were under way at a time.
 */

export function createCounters() {
  /** @type {Counts} */
  let counts = nothing;
  let underWay = 0;
  return {
    /** @returns {Counts} */
    read: () => counts,
    reset() {
      counts = nothing;
    },
    /** @param {{ call: string, promptText: string }} record @returns {() => void} to be called when it is answered */
    begin({ call, promptText }) {
      if (call !== 'generate' && call !== 'embed') return () => {};
      underWay += 1;
      const generates = call === 'generate';
      counts = {
        calls: counts.calls + (generates ? 1 : 0),
        embedCalls: counts.embedCalls + (generates ? 0 : 1),
        promptTokens: counts.promptTokens + (generates ? Math.ceil(promptText.length / 4) : 0),
        peak: Math.max(counts.peak, underWay),
      };
      return () => {
        underWay -= 1;
      };
    },
  };
}

/** @type {Counts} */
const nothing = { calls: 0, embedCalls: 0, promptTokens: 0, peak: 0 };
