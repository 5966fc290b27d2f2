import { createElement, useState } from 'react';
import { createRoot } from 'react-dom/client';

/** The least that a page of React can be in which a prompt is typed: what the app's first load is measured against. */
function Prompt() {
  const [text, setText] = useState('');
  return createElement(
    'main',
    null,
    createElement('textarea', {
      'aria-label': 'Prompt',
      value: text,
      onChange: (event: { readonly target: { readonly value: string } }) => setText(event.target.value),
    }),
  );
}

const root = document.getElementById('root');
if (root === null) throw new Error('Expected an element with id "root" in index.html, found none.');
createRoot(root).render(createElement(Prompt));
