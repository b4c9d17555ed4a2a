// The page's beginning: who is signed in stands in the address, as ?user=bob@acme.example.
import { render } from 'preact';
import { App } from './app';
import './page.css';
import './grid.css';
import './drawer.css';
import { Workbook } from './workbook';

const place = document.getElementById('app');
if (place === null) throw new Error('index.html has no place for the page.');
const book = new Workbook(new URLSearchParams(location.search).get('user') ?? '');
book.start();
render(<App book={book} />, place);
