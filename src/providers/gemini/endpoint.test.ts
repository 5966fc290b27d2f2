import { describe, expect, it } from 'vitest';
import { geminiEndpoint } from './endpoint';

describe('geminiEndpoint', () => {
  it.each([
    ['https://generativelanguage.googleapis.com', 'https://generativelanguage.googleapis.com'],
    ['https://generativelanguage.googleapis.com/', 'https://generativelanguage.googleapis.com'],
    ['https://generativelanguage.googleapis.com/v1beta/', 'https://generativelanguage.googleapis.com'],
    [' http://127.0.0.1:8787// ', 'http://127.0.0.1:8787'],
    ['https://gateway.example/v1/team/google-ai-studio/', 'https://gateway.example/v1/team/google-ai-studio'],
  ])('reads %j as %j', (typed, expected) => {
    expect(geminiEndpoint(typed)).toBe(expected);
  });

  it.each([
    '',
    'generativelanguage.googleapis.com',
    'ftp://example.com',
    'https://me:secret@example.com',
    'https://example.com?key=secret',
    'https://example.com/#secret',
  ])('refuses %j, says what is expected and repeats no secret', (typed) => {
    const refuse = () => geminiEndpoint(typed);

    expect(refuse).toThrow(/must be a web address such as https:/);
    expect(refuse).not.toThrow(/secret/);
  });
});
