// The icons of the page.
import type { JSX } from 'preact';

/** Paths on a 24 × 24 grid; text glyphs would depend on the fonts of the machine. */
const ICONS = {
  warning: 'M12 3 1.5 21h21L12 3Zm1 14h-2v2h2v-2Zm0-7h-2v5h2v-5Z',
  done: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm-1.6 14.6-4-4 1.5-1.5 2.5 2.5 5.7-5.7 1.5 1.5-7.2 7.2Z',
  info: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm1 15h-2v-6h2v6Zm0-8h-2V7h2v2Z',
  later: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm-5 9h10v2H7v-2Z',
  down: 'm6 9 6 6 6-6H6Z',
  back: 'm15.4 7.4-1.4-1.4-6 6 6 6 1.4-1.4-4.6-4.6 4.6-4.6Z',
};

export function Icon({ name }: { readonly name: keyof typeof ICONS }): JSX.Element {
  return (
    <svg class={`icon ${name}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path fill-rule="evenodd" d={ICONS[name]} />
    </svg>
  );
}
