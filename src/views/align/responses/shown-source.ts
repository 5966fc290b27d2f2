import type { Citation } from '../../../core/model/reply';

/** A source as the line under a response shows it. */
export interface ShownSource {
  readonly name: string;
  /** Absent where the address is none that a page may lead to. */
  readonly href?: string;
}

/** Only a web address may be a link: a model, or a file, can write anything. */
export function shownSource({ uri, title, license }: Citation): ShownSource {
  const address = uri === undefined ? undefined : webAddress(uri);
  const where = address === undefined ? uri : shortAddress(address);
  const name = title === undefined || where === undefined ? (title ?? where) : `${title} (${address?.host ?? where})`;
  const parts = [name, license === undefined ? undefined : `license ${license}`].filter((part) => part !== undefined);
  return { name: parts.join(', '), ...(address === undefined ? {} : { href: address.href }) };
}

function webAddress(uri: string): URL | undefined {
  const url = URL.canParse(uri) ? new URL(uri) : undefined;
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? url : undefined;
}

function shortAddress({ host, pathname }: URL): string {
  const short = `${host}${pathname === '/' ? '' : pathname}`;
  return short.length <= 60 ? short : `${short.slice(0, 59)}…`;
}
