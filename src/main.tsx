import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

const root = document.getElementById('root');
if (root === null) throw new Error('Expected an element with id "root" in index.html, found none.');
createRoot(root).render(<StrictMode>Constitution Studio</StrictMode>);
