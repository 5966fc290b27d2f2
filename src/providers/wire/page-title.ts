/** The title of a web page, or its first heading; empty when it has neither. Found without reading the page as a page. */
export function pageTitle(html: string): string {
  const text = html.slice(0, longestRead);
  return contentOf(text, 'title') || contentOf(text, 'h1');
}

const longestRead = 50_000;

function contentOf(html: string, tag: string): string {
  // Letters outside of ASCII may change their length.
  const lower = html.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  const opens = lower.indexOf(`<${tag}`);
  const begins = opens === -1 ? -1 : lower.indexOf('>', opens);
  const ends = begins === -1 ? -1 : lower.indexOf(`</${tag}`, begins);
  return ends === -1 ? '' : plain(html.slice(begins + 1, ends));
}

function plain(content: string): string {
  const text = content
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => entities.get(name) ?? ' ');
  return text.replace(/\s+/g, ' ').trim();
}

const entities: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['#39', "'"],
  ['nbsp', ' '],
]);
