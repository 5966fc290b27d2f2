import { parseMarkdown } from './parse-markdown';

/** Parses off the page's thread, where it can be killed: some texts of a few kilobytes take a parser minutes. */
self.addEventListener('message', ({ data }: MessageEvent<{ readonly id: number; readonly text: string }>) => {
  self.postMessage({ id: data.id, parsed: parseMarkdown(data.text) });
});
