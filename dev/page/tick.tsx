// What was clicked of the world behind the sheet, shown until the world has followed: other news of the world may come
// first.
import { useEffect, useState } from 'preact/hooks';

/** What to show, and what a click calls; `wish` says whether the world will follow. */
export function useWish<T>(now: T, wish: (wanted: T) => Promise<boolean>): readonly [T, (wanted: T) => void] {
  const [shown, show] = useState(now);
  useEffect(() => {
    show(now);
  }, [now]);
  const change = async (wanted: T): Promise<void> => {
    show(wanted);
    if (!(await wish(wanted))) show(now);
  };
  return [
    shown,
    wanted => {
      void change(wanted);
    },
  ];
}

export function Tick({
  on,
  wish,
  label,
}: {
  readonly on: boolean;
  readonly wish: (on: boolean) => Promise<boolean>;
  readonly label: string;
}) {
  const [shown, change] = useWish(on, wish);
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={shown}
        onChange={event => {
          change(event.currentTarget.checked);
        }}
      />
      {label}
    </label>
  );
}
