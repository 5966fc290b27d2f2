import { modelOfBrowser } from '../../../core/model/model-ref';
import { Button } from '../../ui/button';
import { LinkButton, linkLook } from '../../ui/link-button';
import { useActions, useStudio } from '../../use-studio';
import { sectionHref } from '../settings-sections';
import { GeminiKey } from './gemini-key';
import { GetKeyLink } from './get-key-link';
import { KeyResult } from './key-result';

/**
 * The ways from the practice model to a language model, shortest first. Closed, it stays away from this project. Whether it is offered
 * at all decides `ConnectOffer`.
 */
export function ConnectCard() {
  const { connect } = useActions();
  const connected = useStudio(
    ({
      services: {
        gemini: { keyCheck },
      },
    }) => keyCheck.status === 'accepted' && keyCheck.replaced !== null,
  );
  const isChat = useStudio(({ project }) => project.mode === 'chat');
  return (
    <section aria-label="Connect a model" className="flex-none border-b border-line bg-pane p-4">
      <div className="flex items-start gap-3">
        <div className="grid min-w-0 flex-1 gap-x-8 gap-y-3 @min-[640px]/responses:grid-cols-2">
          <div className="grid content-start gap-2">
            <h3 className="text-title font-bold">{connected ? 'A language model is connected' : 'Connect a model'}</h3>
            <p className="text-ink-2">
              {connected
                ? `${isChat ? 'Send a message' : 'Press Run'}: the next responses come from it.`
                : 'The practice model follows fixed rules; it is not a language model. Paste a Gemini API key, which is free from Google, and a real one answers.'}
            </p>
            {!connected && (
              <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
                <GetKeyLink />
                <OtherWays />
              </div>
            )}
          </div>
          <div className="grid content-start gap-2">
            <GeminiKey />
            <KeyResult />
          </div>
        </div>
        <Button variant="ghost" icon="x" label="Close the offer to connect a model" onClick={connect.closeOffer} />
      </div>
    </section>
  );
}

function OtherWays() {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1">
      <li>
        <a className={linkLook} href={sectionHref('server')}>
          Use a server
        </a>
      </li>
      <li>
        <a className={linkLook} href={sectionHref('local-models')}>
          Use a local model
        </a>
      </li>
      <BrowserWay />
    </ul>
  );
}

function BrowserWay() {
  const browserModel = useStudio((state) => state.browserModel);
  const { updateSettings } = useActions().settings;
  switch (browserModel) {
    case 'unknown':
    case 'unavailable':
    case 'absent':
      return null;
    case 'available':
      return (
        <li>
          <LinkButton onClick={() => updateSettings({ promptModel: modelOfBrowser, alignmentModel: null })}>
            Use the browser’s model
          </LinkButton>
        </li>
      );
    case 'downloadable':
    case 'downloading':
      return (
        <li>
          <a className={linkLook} href={sectionHref('browser')}>
            Use the browser’s model
          </a>
        </li>
      );
  }
}
