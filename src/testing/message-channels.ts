import { afterEach } from 'vitest';
import { turns } from './turns';

/** Opens channels for the tests of a file, and closes them after each: they hold Node open until then. */
export function messageChannels() {
  /** Both ends of every channel that the test opened. */
  const ports: MessagePort[] = [];
  afterEach(() => {
    for (const port of ports.splice(0)) port.close();
  });
  const channel = () => {
    const made = new MessageChannel();
    ports.push(made.port1, made.port2);
    return made;
  };
  return { channel, ports };
}

/** Lets messages cross, which takes real turns of the event loop, and everything that they set off. */
export const settleMessages = () => turns(30);
