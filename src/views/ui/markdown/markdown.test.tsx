import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { piecesOf } from '../plain-text';
import cases from './fixtures/markdown.json';
import { Children } from './markdown-node';
import { longestParsed, type PlainReason, parseMarkdown } from './parse-markdown';

interface Shown {
  /** Null: it is shown as it came. */
  readonly html: string | null;
  readonly text: string;
  readonly why?: PlainReason;
}

function show(reply: string): Shown {
  const parsed = parseMarkdown(reply);
  if (parsed.kind === 'plain') return { html: null, text: reply, why: parsed.why };
  const html = renderToStaticMarkup(<Children nodes={parsed.root.children} topHeading={4} />);
  return { html, text: textOf(html) };
}

const entities: ReadonlyMap<string, string> = new Map([
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&#x27;', "'"],
  ['&amp;', '&'],
]);

function textOf(html: string): string {
  return html
    .replace(/<br\/?>|<\/(?:p|li|h\d|td|th|pre|div)>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:lt|gt|quot|#x27|amp);/g, (entity) => entities.get(entity) ?? entity);
}

function within(html: string | null, tag: string): readonly string[] {
  return [...(html ?? '').matchAll(new RegExp(`<${tag}>(.*?)</${tag}>`, 'gs'))].map(([, inner = '']) => textOf(inner));
}

function replyOf(reply: (typeof cases)[number]['reply']): string {
  if (typeof reply === 'string') return reply;
  const [piece, times] = reply.repeat;
  return `${'before' in reply ? reply.before : ''}${String(piece).repeat(Number(times))}${reply.then}`;
}

describe('a reply in Markdown', () => {
  it.each(cases)('is shown as expected: $name', ({ reply, expect: wanted }) => {
    const { html, text } = show(replyOf(reply));
    if (!('plainAllowed' in wanted)) expect(html).not.toBeNull();
    for (const piece of wanted.shows) expect(text).toContain(piece);
    for (const piece of 'hides' in wanted ? (wanted.hides ?? []) : []) expect(text).not.toContain(piece);
    if ('struck' in wanted) expect(within(html, 'del')).toEqual(wanted.struck);
    if ('bold' in wanted) expect(within(html, 'strong')).toEqual(wanted.bold);
  });

  it.each([
    ['- '.repeat(2500), 'too-deep'],
    ['* 1. '.repeat(1500), 'too-deep'],
    ['> '.repeat(3000), 'too-deep'],
    ['1) '.repeat(800), 'too-deep'],
    ['*'.repeat(5000), 'too-deep'],
    ['['.repeat(5000), 'too-deep'],
    [Array.from({ length: 80 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n'), 'too-deep'],
    [Array.from({ length: 80 }, (_, depth) => `${'>'.repeat(depth)} a`).join('\n\n'), 'too-deep'],
    ['a\n\n'.repeat(7000), 'too-many-parts'],
    ['a '.repeat(longestParsed), 'too-long'],
  ] as const)(
    'stays plain where it loops: %.20s',
    (loop, why) => {
      expect(show(`${loop}the last word`)).toMatchObject({ html: null, why });
    },
    60_000,
  );

  it('is shown with its formatting where it is long and means it', () => {
    const dashes = '-'.repeat(400);
    const sections = Array.from(
      { length: 200 },
      (_, n) => `## Part ${n}\n\n- one\n  - two\n    1. three\n\n${dashes}\n`,
    );
    expect(show(sections.join('\n')).html).not.toBeNull();
    expect(show('- - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - -').html).toBe('<hr/>');
  });

  it.each([
    ['Two tags stay: <kbd>Enter</kbd>, &nbsp;', 'Two tags stay: <kbd>Enter</kbd>, &nbsp;'],
    ['3. three\n7. seven', '3. three\n7. seven\n'],
    ['- [x] done\n- [ ] open', '[x] done\n[ ] open\n'],
    ['[here](https://example.org/a "title")', 'here (https://example.org/a “title”)\n'],
    ['[here](javascript:alert)', 'here (javascript:alert)\n'],
    ['[e](f "g")www.x.org', 'e (f “g”)www.x.org\n'],
    ['<https://example.org/>', 'https://example.org/\n'],
    ['![a cat](https://example.org/cat.png)', 'Image: a cat (https://example.org/cat.png)\n'],
    ['[a]: https://example.org "b"', '[a]: https://example.org "b"\n'],
    ['A note[^1].\n\n[^1]: The note.', 'A note[^1].\n[^1]: The note.\n'],
    ['|a|b|\n|-|-|\n|1|2|3|', 'a\nb\n1\n2\n3\n'],
    ['```python title="x.py"\nprint(1)\n```', 'python title="x.py"\nprint(1)\n'],
    ['$$a_1 * b_2 * c$$ and \\(x*y*z\\)', '$$a_1 * b_2 * c$$ and \\(x*y*z\\)\n'],
    ['`\\(` opens', '\\( opens\n'],
    ['a\\*b\\*c', 'a*b*c\n'],
  ])('loses nothing of %j', (reply, text) => {
    expect(show(reply).text.replace(/\n+/g, '\n').trimEnd()).toBe(text.trimEnd());
  });

  it('follows only addresses of the web and of mail', () => {
    expect(show('[a](javascript:alert) [b](https://example.org)').html).toContain(
      '<span>a<span class="address"> (javascript:alert)</span></span> <a href="https://example.org/"',
    );
  });

  it('shows every letter and digit of the reply in order, and the plain view is the reply', () => {
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 25 }), (parts) => {
        const reply = parts.join('');
        expect(lettersOf(show(reply).text.replaceAll(imageWords, ''))).toBe(lettersOf(reply));
        expect(piecesOf(reply).join('')).toBe(reply);
      }),
      { numRuns: 300 },
    );
  });
});

describe('piecesOf', () => {
  it.each([
    'a line of many words\n'.repeat(9000),
    'one line '.repeat(9000),
    `${'x'.repeat(50_000)}\n${'y\n'.repeat(50_000)}`,
    '\u{1F600}'.repeat(30_001),
    `x${'\u{1F600}'.repeat(30_001)}`,
  ])('cuts a long text into short pieces, and loses nothing', (text) => {
    const pieces = piecesOf(text);
    expect(pieces.join('')).toBe(text);
    expect(pieces.every((piece) => piece.length <= 20_000 && !/[\uD800-\uDBFF]$/.test(piece))).toBe(true);
  });

  it('cuts behind line feeds where there are any, else between words', () => {
    const endsOf = (text: string) => new Set(piecesOf(text).map((piece) => piece.at(-1)));
    expect(endsOf('a line of many words\n'.repeat(9000))).toEqual(new Set(['\n']));
    expect(endsOf('one line '.repeat(9000))).toEqual(new Set([' ']));
  });
});

/** Ours. */
const imageWords = /Image: |Image without description/g;
const lettersOf = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');

/** Pieces of Markdown in any order: what opens often has no end, and lines break anywhere. No `<br>`, which is a line break in a cell. */
const fragment = fc.oneof(
  fc.constantFrom(
    ...[
      '\n',
      '\n\n',
      ' ',
      '    ',
      '# ',
      '- ',
      '* ',
      '7. ',
      '3) ',
      '> ',
      '**',
      '*',
      '__',
      '_',
      '~~',
      '~',
      '`',
      '```',
      '~~~',
      '|',
      '|-|-|',
    ],
    ...[
      '\n|a|b|\n|-|-|\n|1|2|3|\n',
      '[a]',
      '[b](https://c.org/d)',
      '[e](f "g")',
      '![h](i)',
      '<j>',
      '</j>',
      '<!-- k -->',
      '<https://l.org>',
    ],
    ...[
      '&amp;',
      '&#65;',
      '\\(',
      '\\)',
      '\\[',
      '\\]',
      '$$',
      '$',
      '\\',
      '\\*',
      '\n[m]: n\n',
      '[^o]',
      '\n[^o]: p\n',
      '- [x] q',
      '---',
      '===',
      '\t',
    ],
    ...[
      '“',
      '”',
      '（',
      '）',
      '。',
      '价格',
      'テキスト',
      'https://r.org/s?t=u',
      'v@w.org',
      'www.x.org',
      'y\r\nz',
      '\u2028',
      '\\\n',
      '  \n',
    ],
  ),
  fc.string({ unit: fc.constantFrom(...'ab 12ñ字.,:;-'), maxLength: 8 }),
);
