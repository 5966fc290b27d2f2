import { describe, expect, it } from 'vitest';
import { lacksVersion, readServerField } from './server-url';

describe('readServerField', () => {
  it.each([
    ['http://localhost:11434/v1', 'http://localhost:11434/v1'],
    [' http://localhost:11434/v1/ ', 'http://localhost:11434/v1'],
    ['http://localhost:8080/v1/chat/completions', 'http://localhost:8080/v1'],
    ['https://models.example/openai/v1/models', 'https://models.example/openai/v1'],
    ['localhost:11434', 'http://localhost:11434/v1'],
    ['http://localhost:11434/api/chat', 'http://localhost:11434/v1'],
    ['http://0.0.0.0:8000', 'http://localhost:8000/v1'],
    ['', ''],
    ['  ', ''],
  ])('reads %j as %j', (text, url) => {
    expect(readServerField(text)).toEqual({ ok: true, value: url });
  });

  it.each([
    ['ftp://models.example', /^The address has to begin with http/],
    ['https://me:secret@models.example/v1', /^The address holds a user name or password/],
    ['https://models.example/v1?key=secret', /^The address holds a part after/],
    ['curl http://localhost:11434/v1', /^That is no address of a server/],
  ])('refuses %j, and does not repeat what was typed', (text, why) => {
    const read = readServerField(text);
    expect(read.ok ? '' : read.error).toMatch(why);
    expect(read.ok ? '' : read.error).not.toContain('secret');
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
