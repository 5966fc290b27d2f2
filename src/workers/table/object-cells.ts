/**
 * A JSON object as cells, in the order of the text: strings as they are meant, null empty, and all else as it is written, so that 1.0 and
 * numbers of twenty digits stay what they are. `NaN` and `Infinity`, which Python writes and JSON does not have, are empty too. Null when
 * the text is no JSON object.
 */
export function objectCells(text: string): ReadonlyMap<string, string> | null {
  const values = objectValues(text);
  return values && new Map([...values].map(([key, written]) => [key, cellOf(written)]));
}

/** The values of a JSON object as they are written, by key. Null when the text is no JSON object. */
export function objectValues(text: string): ReadonlyMap<string, string> | null {
  const json = text.trim().startsWith('{') ? readableJson(text.trim()) : null;
  return json === null ? null : valuesIn(json);
}

/** The values of a JSON list as they are written. Null when the text is no JSON list. */
export function listValues(text: string): readonly string[] | null {
  const json = text.trim().startsWith('[') ? readableJson(text.trim()) : null;
  if (json === null) return null;
  const values: string[] = [];
  let at = afterSpace(json, 1);
  while (at < json.length && json[at] !== ']') {
    const to = valueEnd(json, at);
    values.push(json.slice(at, to));
    const next = afterSpace(json, to);
    at = json[next] === ',' ? afterSpace(json, next + 1) : json.length;
  }
  return values;
}

/** What a value says, as a cell. */
export function cellOf(written: string): string {
  if (written.startsWith('"')) return meantString(written);
  return written === 'null' ? '' : written;
}

/** From here on the text is known to be right, so that looking for borders is enough. */
function valuesIn(json: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  let at = afterSpace(json, 1);
  while (json[at] === '"') {
    const keyEnd = valueEnd(json, at);
    const from = afterSpace(json, afterSpace(json, keyEnd) + 1);
    const to = valueEnd(json, from);
    values.set(meantString(json.slice(at, keyEnd)), json.slice(from, to));
    const next = afterSpace(json, to);
    at = json[next] === ',' ? afterSpace(json, next + 1) : json.length;
  }
  return values;
}

/** The text, where it is JSON; without the numbers that JSON does not have, where it is JSON then; else null. */
function readableJson(text: string): string | null {
  if (isJson(text)) return text;
  const plain = withoutOddNumbers(text);
  return plain !== text && isJson(plain) ? plain : null;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** `NaN`, `Infinity` and `-Infinity` outside strings, as null. */
function withoutOddNumbers(text: string): string {
  return text.replaceAll(/"(?:[^"\\]|\\.)*(?:"|\\?$)|\bNaN\b|-?\bInfinity\b/gs, (found) =>
    found.startsWith('"') ? found : 'null',
  );
}

function meantString(quoted: string): string {
  return quoted.includes('\\') ? String(JSON.parse(quoted)) : quoted.slice(1, -1);
}

function afterSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) <= 0x20) at++;
  return at;
}

function valueEnd(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (char === '"') {
      at = stringEnd(text, at) - 1;
      if (depth === 0) return at + 1;
    } else if (char === '{' || char === '[') depth++;
    else if (char === '}' || char === ']') {
      if (depth === 0) return trimmedEnd(text, at);
      depth--;
      if (depth === 0) return at + 1;
    } else if (char === ',' && depth === 0) return trimmedEnd(text, at);
  }
  return text.length;
}

function stringEnd(text: string, open: number): number {
  let at = open + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

function trimmedEnd(text: string, end: number): number {
  let at = end;
  while (at > 0 && text.charCodeAt(at - 1) <= 0x20) at--;
  return at;
}
