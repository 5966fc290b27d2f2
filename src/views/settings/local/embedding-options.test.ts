import { describe, expect, it } from 'vitest';
import { localModelWith, storedModelWith } from '../../../testing/described-devices';
import { embeddingOptions } from './embedding-options';

const chat = localModelWith({ id: 'gemma-2-2b-it-q4f16_1-MLC' });
const listed = localModelWith({ id: 'snowflake-arctic-embed-m-q0f32-MLC-b4', kind: 'embedding' });
const mine = localModelWith({ id: 'mine', kind: 'embedding' });
const known = [chat, listed, mine];

describe('the choice of embedding models', () => {
  it('has those that are known by name and id, nobody to chat with, and says which is not here', () => {
    const stored = [storedModelWith(mine), storedModelWith(chat)];
    const options = embeddingOptions({ known, stored, chosenId: 'mine' });
    expect(options.map(({ value }) => value)).toEqual([listed.id, 'mine']);
    expect(options[0]?.label).toMatch(/^Snowflake .*: snowflake-arctic-embed-m-q0f32-MLC-b4 \(not downloaded\)$/);
    expect(options[1]?.label).toMatch(/mine$/);
  });

  it('says nothing of downloads before the device was looked at', () => {
    const labels = embeddingOptions({ known, stored: null, chosenId: 'mine' }).map(({ label }) => label);
    expect(labels.join()).not.toContain('not downloaded');
  });

  it('says of one that came in part that it is not downloaded', () => {
    const stored = [{ ...storedModelWith(mine), state: 'partial' as const }];
    const options = embeddingOptions({ known, stored, chosenId: 'mine' });
    expect(options.find(({ value }) => value === 'mine')?.label).toContain('(not downloaded)');
  });

  it('keeps the chosen one in the list where it is known no more, so that the field shows the truth', () => {
    const options = embeddingOptions({ known, stored: [], chosenId: 'gone' });
    expect(options.map(({ value }) => value)).toEqual([listed.id, 'mine', 'gone']);
  });
});
