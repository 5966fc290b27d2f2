import { Fragment } from 'react';
import type { Citation } from '../../../core/model/reply';
import { counted } from '../../shared/counted';
import { linkLook } from '../../ui/link-button';
import { shownSource } from './shown-source';

/** What a response draws on, in a line under it; a long list is folded. */
export function Citations({ citations }: { readonly citations: readonly Citation[] }) {
  if (citations.length === 0) return null;
  if (citations.length <= mostInALine) {
    return (
      <p className="citations small faint">
        {citations.length === 1 ? 'Source' : 'Sources'}: <Sources citations={citations} />
      </p>
    );
  }
  return (
    <details className="citations small faint">
      <summary>{counted(citations.length, 'source')}</summary>
      <ol>
        {citations.map((citation, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the sources of a response do not change
          <li key={index} className="truncate">
            {index + 1}. <Source citation={citation} />
          </li>
        ))}
      </ol>
    </details>
  );
}

const mostInALine = 3;

function Sources({ citations }: { readonly citations: readonly Citation[] }) {
  return citations.map((citation, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the sources of a response do not change
    <Fragment key={index}>
      {index > 0 && ' · '}
      <Source citation={citation} />
    </Fragment>
  ));
}

function Source({ citation }: { readonly citation: Citation }) {
  const { name, href } = shownSource(citation);
  if (href === undefined) return name;
  return (
    <a className={linkLook} href={href} target="_blank" rel="noopener noreferrer">
      {name}
    </a>
  );
}
