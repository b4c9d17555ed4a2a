// Small drawings; letters from fonts would be missing on machines without them.
const PATHS = {
  sheet: 'M5 2h10a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2zM6 8v6h8V8zM6 11h8M10 8v6',
  close: 'M5 5l10 10M15 5L5 15',
  plus: 'M10 4v12M4 10h12',
  sortDown: 'M7 3v13M4 13l3 3 3-3M12 5h3M12 9h4M12 13h5',
  sortUp: 'M7 17V4M4 7l3-3 3 3M12 7h3M12 11h4M12 15h5',
  filter: 'M3 4h14l-5.5 6.5V16l-3-1.5v-4z',
  rowBelow: 'M3 4h14v5H3zM10 12v6M7 15h6',
  rowDelete: 'M3 4h14v5H3zM7 15h6',
  world: 'M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15zM2.5 10h15M10 2.5c-5 5-5 10 0 15M10 2.5c5 5 5 10 0 15',
  down: 'M6 8l4 4 4-4',
  up: 'M6 12l4-4 4 4',
  undo: 'M7 4L3 8l4 4M3 8h9a4.5 4.5 0 0 1 0 9H8',
  redo: 'M13 4l4 4-4 4M17 8H8a4.5 4.5 0 0 0 0 9h4',
  find: 'M8.5 3a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM12.5 12.5L17 17',
} as const;

export function Icon({ name }: { readonly name: keyof typeof PATHS }) {
  return (
    <svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
