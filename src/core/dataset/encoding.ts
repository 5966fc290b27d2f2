/**
 * Encodings of texts: all that `TextDecoder` knows by the Encoding Standard (https://encoding.spec.whatwg.org/#names-and-labels), by its
 * names, and UTF-32, which it does not. In the order in which they are offered.
 */
export const encodingGroups = [
  { heading: 'Unicode', encodings: ['utf-8', 'utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'] },
  {
    heading: 'Western European',
    encodings: ['windows-1252', 'iso-8859-15', 'iso-8859-14', 'iso-8859-10', 'iso-8859-3', 'macintosh'],
  },
  { heading: 'Central European', encodings: ['windows-1250', 'iso-8859-2', 'iso-8859-16'] },
  {
    heading: 'Cyrillic',
    encodings: ['windows-1251', 'koi8-r', 'koi8-u', 'iso-8859-5', 'ibm866', 'x-mac-cyrillic'],
  },
  { heading: 'Japanese', encodings: ['shift_jis', 'euc-jp', 'iso-2022-jp'] },
  { heading: 'Chinese', encodings: ['gbk', 'gb18030', 'big5'] },
  { heading: 'Korean', encodings: ['euc-kr'] },
  {
    heading: 'Other',
    encodings: [
      'windows-1253',
      'iso-8859-7',
      'windows-1254',
      'windows-1255',
      'iso-8859-8',
      'iso-8859-8-i',
      'windows-1256',
      'iso-8859-6',
      'windows-1257',
      'iso-8859-4',
      'iso-8859-13',
      'windows-1258',
      'windows-874',
      'x-user-defined',
    ],
  },
] as const;

export type Encoding = (typeof encodingGroups)[number]['encodings'][number];

export const encodings: readonly Encoding[] = encodingGroups.flatMap((group) => [...group.encodings]);

/** Names as they are written, where they are not in capitals: `Shift_JIS`, `Windows-1251`, `Big5`. */
const writtenNames = new Map<string, string>([
  ['utf-16le', 'UTF-16 LE'],
  ['utf-16be', 'UTF-16 BE'],
  ['utf-32le', 'UTF-32 LE'],
  ['utf-32be', 'UTF-32 BE'],
  ['shift_jis', 'Shift_JIS'],
  ['big5', 'Big5'],
  ['macintosh', 'Macintosh'],
  ['x-mac-cyrillic', 'Mac Cyrillic'],
  ['x-user-defined', 'x-user-defined'],
]);

export function encodingName(encoding: Encoding): string {
  return writtenNames.get(encoding) ?? encoding.toUpperCase().replace('WINDOWS', 'Windows');
}
