// @ts-check
/**
 * Reads the prompts of labeling as a language model would: by their headings, tags and quoted labels.
 *
 * @typedef {{ label: string, rules: readonly string[] }} LabelRules
 */

/** Every label with its rules, in the order of the prompt. @param {string} prompt @returns {readonly LabelRules[]} */
export function rulesIn(prompt) {
  return (insideTags(prompt, 'rules')[0] ?? '').split(/\n\n(?=Label ")/).flatMap((part) => {
    const [, quoted, text = ''] = /^Label ("(?:[^"\\]|\\.)*")\n([\s\S]*)$/.exec(part) ?? [];
    if (quoted === undefined) return [];
    const rules = [...text.matchAll(/^\d+\. (.+)$/gm)].map(([, rule = '']) => rule);
    return [{ label: JSON.parse(quoted), rules }];
  });
}

/** Texts of rows, without the names of their inputs. @param {string} prompt @returns {readonly string[]} */
export function rowsIn(prompt) {
  return insideTags(prompt, 'row').map(withoutNames);
}

/** The label a rule is asked for, its rows, and the rows of the other labels. @param {string} prompt */
export function examplesIn(prompt) {
  const [, own = '', others = ''] =
    /have the label "(?:[^"\\]|\\.)*":([\s\S]*?)(?:These rows have other labels:([\s\S]*?))?Look for what/.exec(
      prompt,
    ) ?? [];
  return { own: rowsIn(own), others: rowsIn(others) };
}

/** What went wrong with a row, or undefined where the prompt does not say. @param {string} prompt */
export function mistakeIn(prompt) {
  const found =
    /given the label ("(?:[^"\\]|\\.)*")(?:, by rule (\d+) of ("(?:[^"\\]|\\.)*"))?\. Right is ("(?:[^"\\]|\\.)*")\./.exec(
      prompt,
    );
  if (found === null) return undefined;
  const [, predicted = '""', n, followed, golden = '""'] = found;
  return {
    predicted: String(JSON.parse(predicted)),
    golden: String(JSON.parse(golden)),
    followed: followed === undefined ? undefined : { label: String(JSON.parse(followed)), n: Number(n) },
    mutations: Number(/propose (\d+) different changes/.exec(prompt)?.[1] ?? 1),
  };
}

/** What was proposed and refused before. @param {string} prompt */
export function refusedIn(prompt) {
  return insideTags(prompt, 'refused').join('\n');
}

/** The author's own words on a mistake. @param {string} prompt */
export function reasonIn(prompt) {
  return insideTags(prompt, 'reason').join('\n');
}

/** @param {string} prompt @param {string} tag */
function insideTags(prompt, tag) {
  return [...prompt.matchAll(new RegExp(`<${tag}>\\n([\\s\\S]*?)\\n</${tag}>`, 'g'))].map(([, text = '']) => text);
}

/** @param {string} row */
function withoutNames(row) {
  return row.replace(/^[^\n:]{1,60}: /gm, '');
}
