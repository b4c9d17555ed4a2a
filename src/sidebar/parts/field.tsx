// A field with its label, what it is for, and what is wrong with it, told to eyes and screen readers alike.
import type { JSX } from 'preact';

/** What every field of this page has in common; `children` makes the field with it. */
export type Common = {
  readonly id: string;
  readonly type: 'text';
  readonly autocomplete: 'off';
  readonly spellcheck: false;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: 'true';
};
type Props = {
  readonly id: string;
  readonly label: string;
  readonly fault?: string | undefined;
  readonly help?: string;
  readonly children: (common: Common) => JSX.Element;
  readonly more?: JSX.Element | false;
};

export function Field({ id, label, fault, help, children, more }: Props): JSX.Element {
  const told = [...(fault === undefined ? [] : [`${id}-fault`]), ...(help === undefined ? [] : [`${id}-help`])].join(
    ' ',
  );
  return (
    <div class="field">
      <label id={`${id}-why`} for={id}>
        {label}
      </label>
      {children({
        id,
        type: 'text',
        autocomplete: 'off',
        spellcheck: false,
        ...(told === '' ? {} : { 'aria-describedby': told }),
        ...(fault === undefined ? {} : { 'aria-invalid': 'true' }),
      })}
      {fault !== undefined && (
        <p id={`${id}-fault`} class="fault" role="alert">
          {fault}
        </p>
      )}
      {help !== undefined && (
        <p id={`${id}-help`} class="quiet">
          {help}
        </p>
      )}
      {more}
    </div>
  );
}
