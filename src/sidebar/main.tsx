// Starts the page.
import { render } from 'preact';
import { words } from './words';

const root = document.getElementById('app');
if (root !== null) render(<p>{words.opening}</p>, root);
