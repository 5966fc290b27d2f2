/** The providers that are asked over the network, each with a key, an address and limits of its own. */
export const serviceIds = ['gemini', 'server'] as const;
export type ServiceId = (typeof serviceIds)[number];
