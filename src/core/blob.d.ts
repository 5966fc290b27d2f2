/** `core` hands files through and never opens them: it needs their types alone. Merges with the DOM's where there is one. */
interface Blob {
  readonly size: number;
}

interface File extends Blob {
  readonly name: string;
}
