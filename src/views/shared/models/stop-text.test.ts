import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatStops, readStops } from './stop-text';

describe('readStops', () => {
  it('reads one sequence a line and passes over empty lines', () => {
    expect(readStops('END\n\n###\n')).toEqual({ ok: true, value: ['END', '###'] });
  });

  it('keeps white space, which can matter to a sequence', () => {
    expect(readStops('Q: ')).toEqual({ ok: true, value: ['Q: '] });
  });

  it('reads a written line break', () => {
    expect(readStops('\\n\\nUser:')).toEqual({ ok: true, value: ['\n\nUser:'] });
  });

  it('has no value when nothing is written', () => {
    expect(readStops('\n')).toEqual({ ok: true, value: undefined });
  });

  it('refuses a sixth', () => {
    expect(readStops('a\nb\nc\nd\ne\nf')).toEqual({
      ok: false,
      error: 'Here are 6, and a model takes at most five. Take some out.',
    });
  });

  it('reads back what formatStops wrote', () => {
    const stop = fc.string({ unit: fc.constantFrom('a', '\\', 'n', '\n', '\t', ' ', '😀'), minLength: 1 });
    fc.assert(
      fc.property(fc.array(stop, { minLength: 1, maxLength: 5 }), (stops) => {
        expect(readStops(formatStops(stops))).toEqual({ ok: true, value: stops });
      }),
    );
  });
});
