import { describe, expect, it } from 'vitest';
import { isPlainAndDistant } from './plain-http-note';

describe('the warning about plain http', () => {
  it.each(['http://models.example/v1', 'HTTP://models.example', 'http://8.8.8.8:8000/v1', 'http://[2001:db8::1]/v1'])(
    'stands beside %s',
    (address) => expect(isPlainAndDistant(address)).toBe(true),
  );

  it.each([
    '',
    'https://models.example/v1',
    'http://localhost:11434/v1',
    'http://127.0.0.1:1234/v1',
    'http://[::1]:8080/v1',
    'http://192.168.1.20:11434/v1',
    'http://10.0.0.5/v1',
    'http://172.20.1.1/v1',
    'http://nas.local:11434/v1',
    'http://nas:11434/v1',
  ])('does not stand beside %s', (address) => expect(isPlainAndDistant(address)).toBe(false));
});
