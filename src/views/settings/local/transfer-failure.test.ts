import { describe, expect, it } from 'vitest';
import { goesOn } from './transfer-failure';

describe('goesOn', () => {
  it('tells what Download does next where another try may help', () => {
    expect(goesOn({ kind: 'broken-file', message: 'a.bin is damaged.' })).toBe(true);
    expect(goesOn({ kind: 'missing-file', message: 'The host has no a.bin.' })).toBe(false);
    expect(goesOn({ kind: 'cannot-run', message: 'It needs WebGPU.' })).toBe(false);
  });

  it('is silent where the error has said it', () => {
    expect(goesOn({ kind: 'unreachable', message: 'The host is away. What has come is kept.' })).toBe(false);
  });
});
