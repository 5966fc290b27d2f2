import { describe, expect, it } from 'vitest';
import { lacksVersion, readServerUrl } from './server-url';

describe('readServerUrl', () => {
  it.each([
    ['http://localhost:11434/v1', 'http://localhost:11434/v1'],
    [' http://localhost:11434/v1/ ', 'http://localhost:11434/v1'],
    ['http://localhost:8080/v1/chat/completions', 'http://localhost:8080/v1'],
    ['https://models.example/openai/v1/models', 'https://models.example/openai/v1'],
    ['', ''],
    ['  ', ''],
  ])('reads %j as %j', (text, url) => {
    expect(readServerUrl(text)).toEqual({ ok: true, value: url });
  });

  it.each(['localhost:11434', 'ftp://models.example', 'https://me:secret@models.example/v1'])('refuses %j', (text) => {
    const read = readServerUrl(text);
    expect(read.ok ? '' : read.error).toMatch(/^Expected an address/);
  });
});

describe('lacksVersion', () => {
  it.each([
    ['http://localhost:11434', true],
    ['http://localhost:11434/api', true],
    ['http://localhost:11434/v1', false],
    ['https://models.example/openai/v1', false],
    ['', false],
  ])('of %j is %j', (url, lacks) => {
    expect(lacksVersion(url)).toBe(lacks);
  });
});
