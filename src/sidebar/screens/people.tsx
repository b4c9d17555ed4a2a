// Compare with your people: a tab with a list, the columns it has, and the groups that it makes of accounts and people.
import type { JSX } from 'preact';
import { useLayoutEffect, useMemo, useState } from 'preact/hooks';
import { COLUMN_ROLES, NO_TAB, type Compared, type PeopleEntry, type PeopleRoles } from '../../core/contract/people';
import { AddressFold, AddressList } from '../parts/address-list';
import { Button } from '../parts/button';
import { Field } from '../parts/field';
import { useListFile } from '../parts/file-input';
import { Fold } from '../parts/fold';
import { Answered, Note, ProblemBox } from '../parts/messages';
import { Question } from '../parts/question';
import { TabField } from '../parts/tab-field';
import { Buttons, Page, Quiet, Status } from '../parts/text';
import type { ScreenProps } from '../state/app';
import { isBusy, type PeopleScreen as Screen } from '../state/store';
import { words } from '../words';

const { people: told } = words;

type Shown = ScreenProps & { readonly compared: Compared };

export function PeopleScreen({ app, state, screen }: ScreenProps & { readonly screen: Screen }): JSX.Element {
  const { tabs, compared, stands, saved, forgetting, problem } = screen;
  const off = isBusy(state);
  const here = { app, state };
  // While a question stands, its answer is what is next.
  const primary = forgetting ? 'plain' : 'primary';
  const file = useListFile(chosen => void app.openList(chosen));
  const opened = compared?.tab.id === NO_TAB ? [compared.tab] : [];
  const lists = [...opened, ...(tabs ?? [])];
  return (
    <Page title={told.title}>
      <p>{told.what}</p>
      {lists.length > 0 && (
        <TabField
          id="people-tab"
          label={told.tab}
          tabs={lists}
          chosen={compared?.tab.id}
          none={told.choose}
          off={off}
          choose={tab => void app.comparePeople(tab, null)}
        />
      )}
      {file.input}
      <Button id="people-file" off={off} onClick={file.open}>
        {told.file}
      </Button>
      {problem !== null && <ProblemBox problem={problem} />}
      {off && problem === null && <Status>{told.working}</Status>}
      {compared !== null && (
        <>
          <Columns key={compared.tab.name} {...here} compared={compared} />
          <Found {...here} compared={compared} />
        </>
      )}
      <Answered state={state} />
      {forgetting && (
        <Question
          yes={told.forget}
          no={told.keep}
          onYes={app.forgetPeople}
          onNo={() => {
            app.askForget(false);
            document.getElementById('forget')?.focus();
          }}
        >
          <p>{told.forgetAdvice}</p>
        </Question>
      )}
      <div class="buttons foot">
        {saved && (
          <Button look={primary} onClick={() => app.askMarks(true)}>
            {told.next}
          </Button>
        )}
        {compared !== null && compared.groups.length > 0 && (
          <Button
            id="write"
            look={saved ? 'plain' : primary}
            off={off}
            onClick={() => app.writePeople(compared.groups.map(({ group }) => group))}
          >
            {told.writeAll}
          </Button>
        )}
        <Button id="back" onClick={app.home}>
          {words.back}
        </Button>
        {stands && (
          <Button id="forget" look="link" off={off || forgetting} onClick={() => app.askForget(true)}>
            {told.forget}
          </Button>
        )}
      </div>
    </Page>
  );
}

/** What each column was taken for; another choice is compared with one press. */
function Columns({ app, state, compared }: Shown): JSX.Element {
  const [roles, set] = useState<PeopleRoles>(compared.roles);
  // At once: after a pause it would undo what a person has chosen by then.
  useLayoutEffect(() => set(compared.roles), [compared]);
  const used = roles.filter(role => role !== null).length;
  return (
    <Fold title={told.columns(used, roles.length)} open={compared.groups.length === 0}>
      {() => (
        <>
          {compared.groups.length === 0 && <Note>{told.noAddresses}</Note>}
          {compared.columns.map(({ header, sample }, at) => (
            <Field
              key={at}
              id={`people-column-${at}`}
              label={header.trim() === '' ? words.check.column(at + 1) : header}
              {...(sample === '' ? {} : { help: sample })}
            >
              {({ id }) => (
                <select
                  id={id}
                  aria-describedby={sample === '' ? undefined : `${id}-help`}
                  value={roles[at] ?? ''}
                  onChange={event => {
                    const role = COLUMN_ROLES.find(each => each === event.currentTarget.value) ?? null;
                    // Only further addresses may stand in several columns.
                    set(now =>
                      now.map((before, other) => {
                        if (other === at) return role;
                        return before === role && role !== 'other' ? null : before;
                      }),
                    );
                  }}
                >
                  <option value="">{told.unused}</option>
                  {COLUMN_ROLES.map(role => (
                    <option key={role} value={role}>
                      {told.roles[role]}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          ))}
          <Button off={isBusy(state)} onClick={() => app.comparePeople(compared.tab.id, roles)}>
            {told.again}
          </Button>
        </>
      )}
    </Fold>
  );
}

function Found({ app, state, compared }: Shown): JSX.Element | null {
  const { groups, changed, repeated, unclear, people, accounts } = compared;
  if (groups.length === 0) return null;
  return (
    <>
      <h2>{told.sums(people, accounts)}</h2>
      {repeated > 0 && <Quiet>{told.repeated(repeated)}</Quiet>}
      {unclear.count > 0 && <Note>{told.unclear(unclear.examples, unclear.count > unclear.examples.length)}</Note>}
      {changed !== null && <Changed changed={changed} />}
      {groups.map(group => (
        <Fold key={group.group} title={<GroupTitle group={group} />}>
          {() => <Inside app={app} state={state} group={group} />}
        </Fold>
      ))}
    </>
  );
}

type GroupOf = Compared['groups'][number];

const countOf = ({ group, people, accounts }: GroupOf): number => (group === 'unlisted' ? people : accounts);

const GroupTitle = ({ group }: { readonly group: GroupOf }): JSX.Element => (
  <>
    <b>{words.number(countOf(group))}</b> {told.groups[group.group].title(countOf(group))}
  </>
);

const CHANGES = ['left', 'gone', 'found'] as const;
function Changed({ changed }: { readonly changed: NonNullable<Compared['changed']> }): JSX.Element {
  const news = CHANGES.filter(what => changed[what].length > 0);
  if (news.length === 0) return <Quiet>{told.noChange}</Quiet>;
  return (
    <Note>
      <b>{told.since}</b>
      {news.map(what => (
        <AddressFold key={what} addresses={changed[what]} text={told.changed[what](changed[what].length)} />
      ))}
    </Note>
  );
}

/** So many are asked about in one check: it takes half a minute or so, and its cost is shown before it starts. */
const PORTION = 5_000;

function Inside({ app, state, group }: ScreenProps & { readonly group: GroupOf }): JSX.Element {
  const off = isBusy(state);
  const { title, help } = told.groups[group.group];
  const { shown, notes, addresses } = useMemo(() => listOf(group.entries), [group]);
  const starts = Array.from({ length: Math.ceil(addresses.length / PORTION) }, (_, index) => index * PORTION);
  return (
    <>
      <Quiet>{help}</Quiet>
      {shown.length > 0 && (
        <AddressList addresses={shown} label={title(countOf(group))} note={name => notes.get(name) ?? ''} />
      )}
      {addresses.length > 0 && (
        <Buttons>
          {group.group === 'unlisted' ? (
            starts.map(from => {
              const portion = addresses.slice(from, from + PORTION);
              return (
                <Button
                  key={from}
                  off={off}
                  onClick={() => app.previewCheck({ from: 'text', text: portion.join('\n') })}
                >
                  {told.ask(from, portion.length, addresses.length)}
                </Button>
              );
            })
          ) : (
            <>
              <Button off={off} onClick={() => app.markPeople(addresses)}>
                {told.mark}
              </Button>
              <Button off={off} onClick={() => app.writePeople([group.group])}>
                {told.write}
              </Button>
            </>
          )}
        </Buttons>
      )}
    </>
  );
}

/** `notes`: who it is, and whom it looks like, by what is shown; a person without an address is shown by name. */
function listOf(entries: readonly PeopleEntry[]): {
  readonly shown: readonly string[];
  readonly notes: ReadonlyMap<string, string>;
  readonly addresses: readonly string[];
} {
  const notes = new Map<string, string>();
  const shown = entries.map(([address, who, near]) => {
    const name = address === '' ? who : address;
    const parts = [address === '' ? told.noAddress : who, near === '' ? '' : told.near(near)];
    notes.set(name, parts.filter(part => part !== '').join(' · '));
    return name;
  });
  return { shown, notes, addresses: entries.flatMap(([address]) => (address === '' ? [] : [address])) };
}
