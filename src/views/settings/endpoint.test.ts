import { describe, expect, it } from 'vitest';
import { readEndpoint } from './endpoint';

describe('readEndpoint', () => {
  it.each([
    ['https://generativelanguage.googleapis.com', 'https://generativelanguage.googleapis.com'],
    [' https://gateway.example/gemini/ ', 'https://gateway.example/gemini'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['https://generativelanguage.googleapis.com/v1beta/', 'https://generativelanguage.googleapis.com'],
    ['https://gateway.example/v1beta-gemini', 'https://gateway.example/v1beta-gemini'],
  ])('reads %j as %s', (text, endpoint) => {
    expect(readEndpoint(text)).toEqual({ ok: true, value: endpoint });
  });

  it.each([
    ['', 'found nothing'],
    ['generativelanguage.googleapis.com', 'found another text'],
    ['localhost:8080', 'found another text'],
    ['ftp://gateway.example', 'https:// or http://'],
    ['https://me:secret@gateway.example', 'a name or password in it'],
    ['https://gateway.example?key=secret', 'a part after “?” or “#”'],
    ['https://gateway.example/#secret', 'a part after “?” or “#”'],
    ['secret', 'found another text'],
  ])('refuses %j, says why, and repeats none of it', (text, why) => {
    const read = readEndpoint(text);
    const error = read.ok ? '' : read.error;
    expect(error).toContain(why);
    expect(error).not.toContain('secret');
  });
});
