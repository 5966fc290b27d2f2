/** Shorter ones are a slip of the hand, and taking them out would tear holes into ordinary words. */
const shortestSecret = 8;

/** The same data with every secret in its texts replaced. Cheap when there is none: then it is the very same object. */
export function redactSecrets<T>(value: T, secrets: readonly string[]): T {
  const known = secrets.map((secret) => secret.trim()).filter((secret) => secret.length >= shortestSecret);
  if (known.length === 0) return value;
  // Texts become texts, lists lists and records records with the same keys: the type stays.
  return redact(value, known) as T;
}

function redact(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === 'string') return secrets.reduce((text, secret) => text.replaceAll(secret, '[key]'), value);
  if (Array.isArray(value)) return value.map((item) => redact(item, secrets));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redact(item, secrets)]));
}
