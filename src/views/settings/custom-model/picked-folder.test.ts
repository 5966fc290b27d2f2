import { describe, expect, it } from 'vitest';
import { idOfFolder } from './picked-folder';

function at(path: string) {
  return { path, file: new Blob() };
}

describe('idOfFolder', () => {
  it.each([
    ['gemma-2-2b-it-q4f16_1-MLC/mlc-chat-config.json', 'gemma-2-2b-it-q4f16_1-MLC'],
    ['my model (new)/a.bin', 'my-model-new'],
    ['…/a.bin', ''],
  ])('of %j is %j', (path, id) => {
    expect(idOfFolder([at(path)])).toBe(id);
  });

  it('is empty of an empty folder', () => {
    expect(idOfFolder([])).toBe('');
  });
});
