import { describe, expect, it } from 'vitest';
import { localModelWith } from '../../testing/described-devices';
import { customModelProblem } from './custom-model';

const at = (weightsUrl: string, libraryUrl = 'https://models.example/lib.wasm') =>
  localModelWith({ id: 'mine', origin: { kind: 'custom', weightsUrl, libraryUrl } });

describe('a model of the author', () => {
  it.each([
    'https://huggingface.co/me/mine',
    'http://localhost:8000/mine',
    'http://10.0.0.7/m/',
    'https://h.example/a%20b?x=1',
  ])('may lie at %s', (address) => {
    expect(customModelProblem(at(address), [])).toBeNull();
  });

  it.each([
    '',
    'mine',
    '/models/mine',
    'file:///models/mine',
    'ftp://h.example/m',
    'https://',
    'https:// h',
    'javascript:alert(1)',
  ])('may not lie at "%s"', (address) => {
    expect(customModelProblem(at(address), [])).toContain('model URL');
    expect(customModelProblem(at('https://h.example/m', address), [])).toContain('model library URL');
  });

  it.each(['', 'my model', 'a/b', 'a?b', '..', 'model#1'])('may not be called "%s"', (id) => {
    expect(customModelProblem({ ...at('https://h.example/m'), id }, [])).not.toBeNull();
  });

  it('has an id of its own, whatever the capitals', () => {
    expect(customModelProblem(at('https://h.example/m'), ['other', 'Mine'])).toBe(
      'There is already a model with the id “Mine”. Choose another id.',
    );
  });

  it.each([0, -1, 1.5, Number.NaN])('cannot have a context of %s tokens', (contextTokens) => {
    expect(customModelProblem({ ...at('https://h.example/m'), contextTokens }, [])).toContain('context');
  });

  it('does not come from a folder', () => {
    expect(customModelProblem(localModelWith({ origin: { kind: 'folder', name: 'x' } }), [])).toContain('folder');
  });
});
