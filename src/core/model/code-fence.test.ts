import { describe, expect, it } from 'vitest';
import { withoutCodeFence } from './code-fence';

describe('withoutCodeFence', () => {
  it.each([
    ['```json\n{"a": 1}\n```', '{"a": 1}'],
    ['```\n{"a": 1}\n```', '{"a": 1}'],
    ['  ```JSON  \n{"a": 1}\n\n  ```\n\n', '{"a": 1}'],
    ['```json\n```', ''],
    ['```ts\n{"a": 1}\n```', '```ts\n{"a": 1}\n```'],
    ['Here: ```json\n{}\n```', 'Here: ```json\n{}\n```'],
    ['{"a": "```"}', '{"a": "```"}'],
    ['```', '```'],
    ['``````', '``````'],
  ])('reads %j as %j', (text, expected) => {
    expect(withoutCodeFence(text)).toBe(expected);
  });

  it('is done with a fence of 200,000 line feeds, open or closed, which a looping model ends with', () => {
    const loop = `\`\`\`\n${'\n'.repeat(200_000)}`;
    expect(withoutCodeFence(loop)).toBe(loop);
    expect(withoutCodeFence(`${loop}{}${'\n'.repeat(200_000)}\`\`\``).trim()).toBe('{}');
  });
});
