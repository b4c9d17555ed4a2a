// The settings: one field each with what it does, what is wrong beside the field, and one button that saves them all.
import { Fragment, type JSX } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import type { SettingsView } from '../../core/contract/rpc';
import { dayOf } from '../dates';
import { AddressFold } from '../parts/address-list';
import { Button } from '../parts/button';
import { Field } from '../parts/field';
import { ProblemBox } from '../parts/messages';
import { Page, Status } from '../parts/text';
import type { ScreenProps } from '../state/app';
import type { SettingsScreen as Screen } from '../state/store';
import { words } from '../words';

const { settings: told } = words;

type Key = keyof typeof told.fields;
type Group = keyof typeof told.groups;
/** Each setting in its group, in the order of the screen. What keeps from mailing the wrong people comes first. */
const GROUP_OF: Readonly<Record<Key, Group>> = {
  only: 'safety',
  never: 'safety',
  typeAbove: 'safety',
  recentDays: 'safety',
  remindDays: 'reminders',
  remindMost: 'reminders',
  perMinute: 'google',
  atOnce: 'google',
  fetchesADay: 'google',
  customer: 'google',
};
const KEYS = Object.keys(GROUP_OF) as Key[];
const GROUPS = [...new Set(Object.values(GROUP_OF))];
/** As many lines as a list of some entries needs. */
const LIST_LINES = 3;

export function SettingsScreen({ app, state, screen }: ScreenProps & { readonly screen: Screen }): JSX.Element {
  const { before, faults, problem } = screen;
  const saving = state.pending === 'saveSettings';
  useLayoutEffect(() => {
    const first = KEYS.find(key => faults[key] !== undefined);
    if (first !== undefined && document.hasFocus()) document.getElementById(`setting-${first}`)?.focus();
  }, [faults]);
  return (
    <Page title={told.title}>
      {before === null && problem === null && <Status>{words.opening}</Status>}
      {before !== null && (
        <form
          id="settings-form"
          onSubmit={event => {
            event.preventDefault();
            if (!saving) void app.saveSettings();
          }}
        >
          {GROUPS.map(name => (
            <fieldset key={name}>
              <legend>{told.groups[name]}</legend>
              {KEYS.filter(key => GROUP_OF[key] === name).map(key => (
                <Fragment key={key}>
                  <Setting app={app} screen={screen} name={key} before={before} />
                  {key === 'never' && <NeverList entries={before.never} />}
                </Fragment>
              ))}
            </fieldset>
          ))}
        </form>
      )}
      {problem !== null && (
        <ProblemBox problem={problem}>
          {before === null && <Button onClick={app.openSettings}>{words.tryAgain}</Button>}
        </ProblemBox>
      )}
      <div class="buttons foot stays">
        {before !== null && (
          <button
            type="submit"
            form="settings-form"
            id="save"
            class="primary"
            aria-disabled={saving ? 'true' : undefined}
          >
            {saving ? told.saving : told.save}
          </button>
        )}
        <Button id="back" off={saving} onClick={app.home}>
          {words.back}
        </Button>
      </div>
    </Page>
  );
}

/** Who wrote which entry of the never list, and when: the field itself has only what one types. */
function NeverList({ entries }: { readonly entries: SettingsView['never'] }): JSX.Element | null {
  if (entries.length === 0) return null;
  const known = new Map(entries.map(one => [one.entry, one]));
  const note = (entry: string): string => {
    const { reason = '', by = '', at = null } = known.get(entry) ?? {};
    return [reason, by, dayOf(at)].filter(part => part !== '').join(' · ');
  };
  return <AddressFold addresses={[...known.keys()]} text={told.neverWho} note={note} />;
}

function Setting({
  app,
  screen,
  name,
  before,
}: {
  readonly app: ScreenProps['app'];
  readonly screen: Screen;
  readonly name: Key;
  readonly before: SettingsView;
}): JSX.Element {
  const { label, help } = told.fields[name];
  const usual = before.initial[name] ?? '';
  const range = before.ranges[name];
  const between = range === undefined ? '' : ` ${told.between(...range)}`;
  const usually = usual === '' ? '' : ` ${told.usually(Number(usual) > 0 ? words.number(Number(usual)) : usual)}`;
  const held = { name, value: screen.texts[name] ?? '' };
  return (
    <Field id={`setting-${name}`} label={label} fault={screen.faults[name]} help={help + between + usually}>
      {({ type, ...common }) =>
        name === 'only' || name === 'never' ? (
          <textarea
            {...common}
            {...held}
            rows={LIST_LINES}
            onInput={event => app.typeSetting(name, event.currentTarget.value)}
          />
        ) : (
          <input
            {...common}
            {...held}
            type={type}
            inputMode={name === 'customer' ? 'text' : 'numeric'}
            onInput={event => app.typeSetting(name, event.currentTarget.value)}
          />
        )
      }
    </Field>
  );
}
