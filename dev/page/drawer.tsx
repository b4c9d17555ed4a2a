// The drawer: the world behind the sheet, which only the workbench has.
import { useEffect, useReducer, useState } from 'preact/hooks';
import type { WorldView } from '../protocol';
import { FaultControls } from './drawer-faults';
import { Address, Executions, KillButton, Mails } from './drawer-lists';
import { Tick, useWish } from './tick';
import type { Workbook } from './workbook';

const HOUR_MS = 3_600_000;
const SIZES = [
  [12, 'A dozen accounts'],
  [450, '450 accounts'],
  [2_000, '2,000 accounts'],
  [20_000, '20,000 accounts'],
] as const;
const LOCALES = [
  ['en', 'English'],
  ['es', 'Español'],
  ['es-419', 'Español (Latinoamérica)'],
  ['ja', '日本語'],
] as const;
const LATENCIES = [0, 50, 200, 800] as const;

export function Drawer({ book, world }: { readonly book: Workbook; readonly world: WorldView }) {
  return (
    <section class="drawer" id="world" aria-label="World">
      <header>
        <h2>The world behind the sheet</h2>
        <p>Only in the workbench.</p>
        <KillButton book={book} world={world} />
      </header>
      {world.remote === null ? (
        <>
          <DataSet book={book} world={world} />
          <Mails book={book} world={world} />
          <People book={book} />
        </>
      ) : (
        <section>
          <h3>Another server</h3>
          <p>
            The add-on talks to <strong>{world.remote}</strong>, not to the emulated Google. Its accounts, faults and
            mails cannot be seen or changed from here. Requests sent: {world.requests}.
          </p>
        </section>
      )}
      <Clock book={book} world={world} />
      {world.remote === null ? null : <Services book={book} world={world} />}
      <Language book={book} world={world} />
      {world.remote === null ? <ServiceAccount book={book} world={world} /> : null}
      {world.remote === null ? (
        <>
          <Network book={book} world={world} />
          <FaultControls book={book} world={world} />
        </>
      ) : null}
      <Executions world={world} />
    </section>
  );
}

type Part = { readonly book: Workbook; readonly world: WorldView };

function DataSet({ book, world }: Part) {
  const [accounts, setAccounts] = useState<number>(
    SIZES.some(([size]) => size === world.accounts) ? world.accounts : 450,
  );
  const [domains, setDomains] = useState(world.domains.length);
  const [newSheet, setNewSheet] = useState(true);
  return (
    <section>
      <h3>Google's customer</h3>
      <p>
        {world.accounts.toLocaleString('en')} accounts of {world.domains.join(', ')}
      </p>
      {world.young.length === 0 ? null : (
        <details>
          <summary>and {world.young.length.toLocaleString('en')} too new to be listed</summary>
          <ul>
            {world.young.map(email => (
              <li key={email}>
                <Address of={email} />
              </li>
            ))}
          </ul>
        </details>
      )}
      <label>
        Accounts
        <select
          value={accounts}
          onChange={event => {
            setAccounts(Number(event.currentTarget.value));
          }}
        >
          {SIZES.map(([size, name]) => (
            <option key={size} value={size}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        Domains
        <select
          value={domains}
          onChange={event => {
            setDomains(Number(event.currentTarget.value));
          }}
        >
          {[1, 2, 3, 5].map(count => (
            <option key={count} value={count}>
              {count}
            </option>
          ))}
        </select>
      </label>
      <label class="check">
        <input
          type="checkbox"
          checked={newSheet}
          onChange={event => {
            setNewSheet(event.currentTarget.checked);
          }}
        />
        and an empty spreadsheet
      </label>
      <button
        type="button"
        onClick={() => {
          void book.act({ act: 'seed', accounts, domains, newSheet });
        }}
      >
        Reset to this
      </button>
    </section>
  );
}

function Network({ book, world }: Part) {
  const [latencyMs, choose] = useWish(world.latencyMs, ms => book.act({ act: 'latency', ms }));
  return (
    <section>
      <h3>Network</h3>
      <fieldset class="choice">
        <legend>An answer takes</legend>
        {LATENCIES.map(ms => (
          <label key={ms}>
            <input
              type="radio"
              name="latency"
              checked={latencyMs === ms}
              onChange={() => {
                choose(ms);
              }}
            />
            {ms} ms
          </label>
        ))}
      </fieldset>
      <Services book={book} world={world} />
      <div class="buttons">
        <button
          type="button"
          onClick={() => {
            choose(0);
            void book.act({ act: 'services', slow: false });
          }}
        >
          No delay
        </button>
      </div>
      <label>
        Requests a minute, 0: no limit
        <input
          type="number"
          min="0"
          step="60"
          value={world.quotaPerMinute}
          onChange={event => {
            void book.act({ act: 'quota', perMinute: Math.max(0, Number(event.currentTarget.value)) });
          }}
        />
      </label>
    </section>
  );
}

const Services = ({ book, world }: Part) => (
  <Tick
    on={world.slowServices}
    wish={slow => book.act({ act: 'services', slow })}
    label="Apps Script's services take as long as on Google"
  />
);

function Clock({ book, world }: Part) {
  const [, tick] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const timer = setInterval(() => {
      tick(undefined);
    }, 1000);
    return () => {
      clearInterval(timer);
    };
  }, []);
  const now = new Date(world.now + Date.now() - book.worldAt);
  return (
    <section>
      <h3>Clock</h3>
      <p>
        <time dateTime={now.toISOString()}>{now.toUTCString().replace('GMT', 'UTC')}</time>
      </p>
      <div class="buttons">
        <button
          type="button"
          onClick={() => {
            void book.act({ act: 'clock', byMs: HOUR_MS });
          }}
        >
          +1 hour
        </button>
        <button
          type="button"
          onClick={() => {
            void book.act({ act: 'clock', byMs: 24 * HOUR_MS });
          }}
        >
          +1 day
        </button>
        <button
          type="button"
          onClick={() => {
            void book.act({ act: 'clock', byMs: 7 * 24 * HOUR_MS });
          }}
        >
          +7 days
        </button>
      </div>
    </section>
  );
}

/** Of the Google account, as on Google: menu and sidebar change when the spreadsheet is opened anew. */
function Language({ book, world }: Part) {
  const known = LOCALES.some(([locale]) => locale === world.locale);
  return (
    <section>
      <h3>Admins</h3>
      <label>
        Their Google account speaks
        <select
          value={world.locale}
          onChange={event => {
            void book.act({ act: 'locale', locale: event.currentTarget.value }).then(() => {
              location.reload();
            });
          }}
        >
          {known ? null : <option>{world.locale}</option>}
          {LOCALES.map(([locale, name]) => (
            <option key={locale} value={locale}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <Tick
        on={world.translated}
        wish={translated => book.act({ act: 'exceptions', translated })}
        label="and so do the exceptions of Apps Script"
      />
      <p>When Google asked, they allowed:</p>
      {world.permissions.map(({ scope, granted }) => (
        <Tick
          key={scope}
          on={granted}
          wish={on => book.act({ act: 'permission', scope, granted: on })}
          label={scope.replace('https://www.googleapis.com/auth/', '')}
        />
      ))}
    </section>
  );
}

/** For signing in without an admin's own account: each switch is something that a set-up on Google may lack. */
function ServiceAccount({ book, world }: Part) {
  const { email, clientId, delegated, creator, keys, onlyAda } = world.serviceAccount;
  const change = (patch: {
    delegated?: boolean;
    creator?: boolean;
    keys?: false;
    onlyAda?: boolean;
  }): Promise<boolean> => book.act({ act: 'serviceAccount', ...patch });
  return (
    <section>
      <h3>Service account</h3>
      <p>
        {email}
        <br />
        Client ID {clientId}, keys: {keys}
      </p>
      <Tick on={delegated} wish={on => change({ delegated: on })} label="authorised for domain-wide delegation" />
      <Tick on={creator} wish={on => change({ creator: on })} label="people may sign for it (Token Creator)" />
      <Tick on={onlyAda} wish={on => change({ onlyAda: on })} label="only Ada is an admin" />
      <div class="buttons">
        <a href="/service-account.json" download>
          New key file
        </a>
        <button
          type="button"
          disabled={keys === 0}
          onClick={() => {
            void change({ keys: false });
          }}
        >
          Delete its keys
        </button>
      </div>
    </section>
  );
}

function People({ book }: { readonly book: Workbook }) {
  const [email, setEmail] = useState('');
  const answer = (what: 'accept' | 'decline'): void => {
    void book.act({ act: 'person', email, answer: what });
  };
  return (
    <section>
      <h3>People</h3>
      <div class="buttons">
        <button
          type="button"
          onClick={() => {
            void book.act({ act: 'answer', acceptPercent: 30, declinePercent: 0 });
          }}
        >
          30% of the invited accept
        </button>
        <button
          type="button"
          onClick={() => {
            void book.act({ act: 'answer', acceptPercent: 0, declinePercent: 10 });
          }}
        >
          10% decline
        </button>
      </div>
      <label>
        One person
        <input
          type="email"
          placeholder="address"
          value={email}
          onInput={event => {
            setEmail(event.currentTarget.value);
          }}
        />
      </label>
      <div class="buttons">
        <button
          type="button"
          disabled={email === ''}
          onClick={() => {
            answer('accept');
          }}
        >
          Accepts
        </button>
        <button
          type="button"
          disabled={email === ''}
          onClick={() => {
            answer('decline');
          }}
        >
          Declines
        </button>
      </div>
    </section>
  );
}
