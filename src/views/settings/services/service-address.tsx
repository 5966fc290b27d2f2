import { useState } from 'react';
import type { ServiceId } from '../../../core/model/provider-table';
import { Button } from '../../ui/button';
import { fieldLook } from '../../ui/field';
import { useActions, useStudio, useStudioStore } from '../../use-studio';
import { AddressField } from './address-field';
import { AddressQuestion } from './address-question';
import { PlainHttpNote } from './plain-http-note';
import { serviceWords } from './service-words';

export function ServiceAddress({ service }: { readonly service: ServiceId }) {
  const address = useStudio((state) => state.settings[service].address);
  const asked = useStudio(({ askedAddress }) => (askedAddress?.owner === service ? askedAddress.address : null));
  const { update, answerAskedAddress } = useActions().services;
  const store = useStudioStore();
  const [presses, setPresses] = useState(0);
  const { label, placeholder, read, hint, usual, presets } = serviceWords[service].address;
  const goTo = (next: string) => {
    // What was typed may be what holds already; a change would forget the models that were listed.
    if (next !== store.getState().settings[service].address) update(service, { address: next });
    else if (asked !== null) answerAskedAddress('stay');
  };
  const isUsual = address === usual && asked === null;
  const field = (
    <>
      <AddressField
        // A preset takes the place of what is typed and wrong.
        key={presses}
        label={label}
        placeholder={placeholder}
        hint={hint?.(address)}
        value={asked ?? address}
        read={read}
        untilRight={
          address === '' ? 'Until it is right, there is no server.' : `Until it is right, calls go to ${address}.`
        }
        onAddress={goTo}
        button={({ edited, forget }) =>
          usual !== undefined && (
            <Button
              label="Reset endpoint"
              unavailable={isUsual && !edited ? 'It is the public endpoint.' : undefined}
              onClick={() => {
                forget();
                goTo(usual);
              }}
            >
              Reset
            </Button>
          )
        }
      />
      <AddressQuestion owner={service} address={address} />
      <PlainHttpNote address={asked ?? address} />
    </>
  );
  if (presets === undefined) return field;
  return (
    <div className={fieldLook}>
      {field}
      <fieldset className="presets" aria-label="Usual addresses">
        {presets.map((preset) => (
          <Button
            key={preset.name}
            tight
            tip={`Use ${preset.url}`}
            aria-pressed={preset.url === address}
            onClick={() => {
              goTo(preset.url);
              setPresses(presses + 1);
            }}
          >
            {preset.name}
          </Button>
        ))}
      </fieldset>
    </div>
  );
}
