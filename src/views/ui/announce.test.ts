import { describe, expect, it } from 'vitest';
import { type Announcement, announce, onAnnouncement } from './announce';

describe('announce', () => {
  it('hands the text to whoever listens, the same text as a new announcement each time', () => {
    const heard: Announcement[] = [];
    const stop = onAnnouncement((announcement) => heard.push(announcement));
    announce('Copied');
    announce('Copied');
    stop();
    announce('Too late');
    expect(heard.map(({ text }) => text)).toEqual(['Copied', 'Copied']);
    expect(new Set(heard.map(({ id }) => id)).size).toBe(2);
  });
});
