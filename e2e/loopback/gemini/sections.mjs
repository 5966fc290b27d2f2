// @ts-check
/**
 * The part of a prompt that is marked with one of the names, the first name that is found: `<name>…</name>`, a heading
 * ("## Name"), or a label on a line of its own ("The name:") up to the next mark of that kind.
 * @param {string} prompt
 * @param {readonly string[]} names
 * @returns {string | undefined}
 */
export function section(prompt, names) {
  const parts = [
    ...tagged(prompt),
    ...marked(prompt, /^#{1,6} +(.+?):?$/gm),
    ...marked(prompt, /^(\p{Lu}[^\n:.!?]{0,60}):[ \t]*$/gmu),
    ...oneLiners(prompt),
  ];
  for (const name of names) {
    const wanted = new RegExp(`\\b${name}\\b`, 'i');
    const found = parts.find((part) => wanted.test(part.name) && part.text !== '');
    if (found !== undefined) return found.text;
  }
  return undefined;
}

/** @param {string} prompt */
function tagged(prompt) {
  return [...prompt.matchAll(/<([a-z][\w-]*)(?:\s[^>]*)?>\s*([\s\S]*?)\s*<\/\1>/gi)].map(
    ([, name = '', text = '']) => ({
      name: name.replace(/[-_]/g, ' '),
      text,
    }),
  );
}

/**
 * @param {string} prompt
 * @param {RegExp} mark
 */
function marked(prompt, mark) {
  const marks = [...prompt.matchAll(mark)];
  return marks.map((found, at) => ({
    name: found[1] ?? '',
    text: prompt.slice(found.index + found[0].length, marks[at + 1]?.index).trim(),
  }));
}

/** "Name: text" on one line. @param {string} prompt */
function oneLiners(prompt) {
  return [...prompt.matchAll(/^(\p{Lu}[^\n:.!?]{0,40}):[ \t]+(\S.*)$/gmu)].map(([, name = '', text = '']) => ({
    name,
    text,
  }));
}
