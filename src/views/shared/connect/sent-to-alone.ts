/** Where a key goes, so that whoever enters another address sees that the key goes along. */
export function sentToAlone(address: string): string | undefined {
  return URL.canParse(address) ? `It is sent to ${new URL(address).host}, and nowhere else.` : undefined;
}
