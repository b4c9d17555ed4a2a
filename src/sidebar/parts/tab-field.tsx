// One of the tabs of the spreadsheet, chosen by its name.
import type { JSX } from 'preact';
import type { Tab } from '../../core/contract/people';
import { Field } from './field';

/** `none`: what stands there while no tab is chosen; it can be chosen itself only if `chooseNone` takes it. */
type Props = {
  readonly id: string;
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly chosen: number | undefined;
  readonly none: string;
  readonly off: boolean;
  readonly choose: (tab: number) => void;
  readonly chooseNone?: () => void;
};

export const TabField = ({ id, label, tabs, chosen, none, off, choose, chooseNone }: Props): JSX.Element => (
  <Field id={id} label={label}>
    {() => (
      <select
        id={id}
        value={chosen ?? ''}
        disabled={off}
        onChange={({ currentTarget: { value } }) => (value === '' ? chooseNone?.() : choose(Number(value)))}
      >
        <option value="" disabled={chooseNone === undefined}>
          {none}
        </option>
        {tabs.map(tab => (
          <option key={tab.id} value={tab.id}>
            {tab.name}
          </option>
        ))}
      </select>
    )}
  </Field>
);
