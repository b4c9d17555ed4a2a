// A tick box for something of the world behind the sheet.
import { useEffect, useState } from 'preact/hooks';

/** Shows what was clicked until the world has followed, because other news of the world may come first; `wish` says whether the world will. */
export function Tick({ on, wish, label }: { readonly on: boolean; readonly wish: (on: boolean) => Promise<boolean>; readonly label: string }) {
  const [shown, show] = useState(on);
  useEffect(() => { show(on); }, [on]);
  const change = async (wanted: boolean): Promise<void> => {
    show(wanted);
    if (!(await wish(wanted))) show(on);
  };
  return <label class="check"><input type="checkbox" checked={shown} onChange={event => { void change(event.currentTarget.checked); }} />{label}</label>;
}
