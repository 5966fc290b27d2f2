import { describe, expect, it } from 'vitest';
import { encodings } from '../../core/dataset/encoding';
import type { TableFormat } from '../../core/dataset/table';
import { createTextEncoding } from '../table/encode-text';
import { downloadFile } from './download-file';

const csv = { kind: 'delimited', delimiter: ',' } as const;

async function bytesOf(text: string, format: TableFormat) {
  const { file, instead } = await downloadFile(new Blob([text]), format);
  return { bytes: new Uint8Array(await file.arrayBuffer()), instead };
}

describe('the download of labeled rows', () => {
  it('begins with a mark where the upload did, and only there', async () => {
    const marked = await bytesOf('text,é\r\n', { ...csv, encoding: 'utf-8', mark: true });
    expect([...marked.bytes.subarray(0, 4)]).toEqual([0xef, 0xbb, 0xbf, 0x74]);
    const plain = await bytesOf('text,é\r\n', { ...csv, encoding: 'utf-8' });
    expect([...plain.bytes.subarray(0, 1)]).toEqual([0x74]);
    const utf16 = await bytesOf('a', { ...csv, encoding: 'utf-16le', mark: true });
    expect([...utf16.bytes]).toEqual([0xff, 0xfe, 0x61, 0]);
  });

  it.each([
    ['shift_jis', '船はいつ来ますか、遅れ\r\n'],
    ['gbk', '我的订单在哪里，退款\r\n'],
    ['big5', '我的訂單在哪裡，退款\r\n'],
    ['euc-kr', '배가 언제 오나요,지연\r\n'],
    ['windows-1250', 'Zażółć gęślą jaźń\r\n'],
    ['windows-1251', 'Где мой корабль\r\n'],
    ['iso-2022-jp', 'abc 船は遅れ xyz\r\n'],
    ['gb18030', '😀 㐀 我的订单\r\n'],
  ] as const)('is in %s as the upload was', async (encoding, text) => {
    const { bytes, instead } = await bytesOf(text, { ...csv, encoding });
    expect(new TextDecoder(encoding).decode(bytes)).toBe(text);
    expect(instead).toBeUndefined();
    expect(new TextDecoder('utf-8').decode(bytes)).not.toBe(text);
  });

  it('is UTF-8 with a mark where the encoding of the upload cannot hold it, and says so', async () => {
    const { bytes, instead } = await bytesOf('café,😀\r\n', { ...csv, encoding: 'windows-1252' });
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(new TextDecoder().decode(bytes)).toBe('café,😀\r\n');
    expect(instead).toBe('windows-1252');
  });

  it('is UTF-8 with a mark for a workbook', async () => {
    const { bytes } = await bytesOf('é', { kind: 'workbook', sheet: 'a', sheets: ['a'], firstRow: 'header' });
    expect([...bytes]).toEqual([0xef, 0xbb, 0xbf, 0xc3, 0xa9]);
  });
});

describe('an encoding', () => {
  it.each(
    encodings.filter((encoding) => !['x-user-defined', 'iso-8859-16'].includes(encoding) && !/^utf-32/.test(encoding)),
  )('%s writes what it reads', (encoding) => {
    const { encode } = createTextEncoding(encoding);
    const decoder = new TextDecoder(encoding);
    for (const text of ['Hello, 12;\r\n', 'é', 'Ж', '船', '이', 'ก', 'ş', 'א', 'ŝ', 'ẁ', '–', '€', 'ą', 'ｱ']) {
      const bytes = encode(text);
      if (bytes !== null) expect(decoder.decode(bytes)).toBe(text);
    }
    expect(encode('Hello')).not.toBeNull();
  });
});
