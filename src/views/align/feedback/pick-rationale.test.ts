import { describe, expect, it } from 'vitest';
import { isPicked, pressRationale } from './pick-rationale';

const [long, vague] = ['It is too long.', 'It names no place.'];
const all = [long, vague];

describe('pressRationale', () => {
  it('fills an empty field', () => {
    expect(pressRationale(' \n', long, all)).toBe(long);
  });

  it('takes the place of an earlier pick that was left as it was', () => {
    expect(pressRationale(long, vague, all)).toBe(vague);
  });

  it('is added to what the author wrote', () => {
    expect(pressRationale('Stay with what is in a shed.\n', long, all)).toBe(
      'Stay with what is in a shed. It is too long.',
    );
  });

  it('is added to an earlier pick that the author went on with', () => {
    expect(pressRationale(`${long} By half.`, vague, all)).toBe(`${long} By half. ${vague}`);
  });

  it('takes itself out when it is pressed again, and nothing else', () => {
    expect(pressRationale(`Mine. ${long} Mine too.`, long, all)).toBe('Mine. Mine too.');
    expect(pressRationale(long, long, all)).toBe('');
  });
});

describe('isPicked', () => {
  it('holds while the rationale stands in the text, with or without words round it', () => {
    expect(isPicked(`${long} By half.`, long)).toBe(true);
    expect(isPicked('It is long.', long)).toBe(false);
  });
});
