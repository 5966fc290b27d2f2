import { describe, expect, it } from 'vitest';
import { sentToAlone } from './sent-to-alone';

describe('what the field of a key says', () => {
  it('is where the key goes, also after the address was changed', () => {
    expect(sentToAlone('http://localhost:11434/v1')).toBe('It is sent to localhost:11434, and nowhere else.');
    expect(sentToAlone('https://models.example/openai/v1')).toBe('It is sent to models.example, and nowhere else.');
  });

  it.each(['', 'http://', 'no address'])('is nothing for %j, to which no key is sent', (address) => {
    expect(sentToAlone(address)).toBeUndefined();
  });
});
