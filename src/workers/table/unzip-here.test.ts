import { strToU8, zipSync } from 'fflate/browser';
import { describe, expect, it } from 'vitest';
import { unzip } from './unzip-here';

describe('unzip, as the reader of workbooks calls it', () => {
  it('starts no worker for a sheet of a megabyte: it is done when the call returns', () => {
    const sheet = strToU8('a message about the ferry at noon '.repeat(30_000));
    const results: unknown[] = [];
    unzip(zipSync({ 'xl/worksheets/sheet1.xml': sheet }), (error, files) => results.push([error, Object.keys(files)]));
    expect(results).toEqual([[null, ['xl/worksheets/sheet1.xml']]]);
  });

  it('gives the fault of an archive that is damaged', () => {
    const results: unknown[] = [];
    unzip(strToU8('PK no archive'), (error) => results.push(error));
    expect(results).toEqual([expect.objectContaining({ code: expect.any(Number) })]);
  });
});
