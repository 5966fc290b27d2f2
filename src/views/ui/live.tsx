import { useEffect, useState } from 'react';
import { type Announcement, onAnnouncement } from './announce';

const KEEP_MS = 6000;

/** The polite live region, mounted once in the shell. What `announce` is given is read once and then taken out. */
export function Live() {
  const [messages, setMessages] = useState<readonly Announcement[]>([]);

  useEffect(() => {
    const timers = new Set<number>();
    const stop = onAnnouncement((message) => {
      setMessages((before) => [...before, message]);
      const timer = window.setTimeout(() => {
        timers.delete(timer);
        setMessages((before) => before.filter(({ id }) => id !== message.id));
      }, KEEP_MS);
      timers.add(timer);
    });
    return () => {
      stop();
      for (const timer of timers) window.clearTimeout(timer);
    };
  }, []);

  return (
    <div className="sr" aria-live="polite" aria-relevant="additions">
      {messages.map(({ id, text }) => (
        <p key={id}>{text}</p>
      ))}
    </div>
  );
}
