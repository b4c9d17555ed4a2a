// Style sheets are imported for their effect alone; esbuild puts them into the page.
declare module '*.css';
