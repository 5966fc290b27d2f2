import { expect, it } from 'vitest';
import { flushOnHide } from './flush-on-hide';

it('flushes when the page is hidden or left, and not when it comes back', () => {
  let flushes = 0;
  const flush = async () => {
    flushes += 1;
  };
  const window = new EventTarget() as Window; // all that is used of it
  const document = Object.assign(new EventTarget(), { visibilityState: 'hidden' }) as Document; // likewise
  const stop = flushOnHide(flush, { window, document });

  document.dispatchEvent(new Event('visibilitychange'));
  expect(flushes).toBe(1);
  Object.assign(document, { visibilityState: 'visible' });
  document.dispatchEvent(new Event('visibilitychange'));
  expect(flushes).toBe(1);
  window.dispatchEvent(new Event('pagehide'));
  expect(flushes).toBe(2);

  stop();
  window.dispatchEvent(new Event('pagehide'));
  expect(flushes).toBe(2);
});
