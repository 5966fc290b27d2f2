import type { PlaygroundPrompt } from '../../../core/playground/playground-work';
import { Button } from '../../ui/button';
import { TextArea } from '../../ui/text-area';
import { usePlaygroundActions } from '../use-playground';

/** What was said before the prompt, by turns. */
export function EarlierTurns({ turns }: { readonly turns: PlaygroundPrompt['turns'] }) {
  const { setPrompt } = usePlaygroundActions();
  if (turns.length === 0) return null;
  const write = (place: number, text: string) =>
    setPrompt({ turns: turns.map((turn, other) => (other === place ? { ...turn, text } : turn)) });
  return (
    <ol className="grid gap-3" aria-label="Earlier turns">
      {turns.map(({ role, text }, place) => {
        const n = Math.floor(place / 2) + 1;
        const name = role === 'user' ? `User turn ${n}` : `Model turn ${n}`;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a turn is its place
          <li key={place} className="relative">
            <TextArea label={name} rows={1} autoGrow value={text} onText={(next) => write(place, next)} />
            {role === 'model' && (
              <Button
                className="absolute -top-1.5 right-0"
                variant="quiet"
                icon="x"
                label={`Remove turns ${n}`}
                onClick={() => setPrompt({ turns: turns.filter((_, other) => Math.floor(other / 2) !== n - 1) })}
              />
            )}
          </li>
        );
      })}
    </ol>
  );
}
