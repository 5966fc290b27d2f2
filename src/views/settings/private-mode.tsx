import { Notice } from '../ui/notice';

export const privateModeName = 'Data never leaves this device';
export const privateModeWhy = '“Data never leaves this device” is on: this would call another program.';

/** In the group of a service that is not called for now. What is set there stays. */
export function NotInPrivateMode({ what }: { readonly what: string }) {
  return (
    <Notice icon="lock">
      “{privateModeName}” is on, so {what} is not called. What is set here is kept for later.
    </Notice>
  );
}
