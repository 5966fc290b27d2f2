/**
 * Stands in for the parser's list of named character references (`vite.config.ts`): they are shown as they are written, and the list asks a
 * document that a worker does not have.
 */
export function decodeNamedCharacterReference(_name: string): false {
  return false;
}
