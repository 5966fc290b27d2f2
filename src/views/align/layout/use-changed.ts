import { useState } from 'react';

/** True in the one render in which the value is another than before. */
export function useChanged<T>(value: T): boolean {
  const [before, setBefore] = useState(value);
  if (before === value) return false;
  setBefore(value);
  return true;
}
