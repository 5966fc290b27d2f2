import { BrowserTile } from './browser-tile';
import { GeminiTile } from './gemini-tile';
import { LocalTile } from './local-tile';
import { ServerTile } from './server-tile';

/** The four ways to a model, the one that takes half a minute first. */
export function ModelTiles() {
  return (
    <div className="col-span-full mb-6 grid gap-x-10 gap-y-3 wide:grid-cols-[minmax(0,400px)_minmax(0,1fr)]">
      <GeminiTile />
      <div className="grid gap-3 wide:auto-rows-fr">
        <ServerTile />
        <LocalTile />
        <BrowserTile />
      </div>
    </div>
  );
}
