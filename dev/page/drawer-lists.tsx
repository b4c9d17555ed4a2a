// What happened in the world: the mails that went out, and the executions.
import type { WorldView } from '../protocol';
import type { Workbook } from './workbook';

type Part = { readonly book: Workbook; readonly world: WorldView };

/** Breaks before a dot or behind the @, where it must. */
export const Address = ({ of }: { readonly of: string }) => (
  <>
    {of.split(/(?<=@)|(?=\.)/).map((part, at) => (
      <span key={at}>
        {at === 0 ? null : <wbr />}
        {part}
      </span>
    ))}
  </>
);

const timeOf = (ms: number): string => new Date(ms).toISOString().slice(11, 19);

export function Mails({ book, world }: Part) {
  const { total, people, twice, lines } = world.mails;
  return (
    <section>
      <h3>Mails sent</h3>
      <p>
        <strong>{total.toLocaleString('en')}</strong> {total === 1 ? 'mail' : 'mails'} to {people.toLocaleString('en')}{' '}
        {people === 1 ? 'person' : 'people'} since the last reset.
      </p>
      {twice === 0 ? null : (
        <p class="twice" role="status">
          {twice} {twice === 1 ? 'person was' : 'people were'} mailed more than once.
        </p>
      )}
      <details>
        <summary>What each person gets</summary>
        <p>
          From: The Google Cloud Team
          <br />
          Subject: Acme is requesting that you transfer your Google account
        </p>
        <p>
          The mail is Google's, and so is its text. It has a link where the person accepts, or declines; until then
          nothing happens to the account.
        </p>
      </details>
      {lines.length === 0 ? null : (
        <div class="list" tabIndex={0} role="region" aria-label="List of mails">
          <table>
            <thead>
              <tr>
                <th scope="col">Address</th>
                <th scope="col">Mails</th>
                <th scope="col">Last</th>
              </tr>
            </thead>
            <tbody>
              {lines.map(({ email, count, last, dead }) => (
                <tr key={email} class={count > 1 ? 'twice' : ''}>
                  <td>
                    <Address of={email} />
                    {dead ? <em class="dead">Cancelled: its link leads nowhere</em> : null}
                  </td>
                  <td>{count}</td>
                  <td>{timeOf(last)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {lines.length < people ? <p>The last {lines.length} are shown.</p> : null}
      <button
        type="button"
        disabled={total === 0}
        onClick={() => {
          void book.act({ act: 'clearMails' });
        }}
      >
        Forget these mails
      </button>
    </section>
  );
}

export function KillButton({ book, world }: Part) {
  const running = world.executions.filter(({ status }) => status === 'running');
  return (
    <button
      type="button"
      class="kill"
      disabled={running.length === 0}
      onClick={() => {
        for (const { id } of running) void book.act({ act: 'kill', id });
      }}
    >
      Kill the running execution
    </button>
  );
}

export function Executions({ world }: { readonly world: WorldView }) {
  return (
    <section>
      <h3>Executions</h3>
      <p>
        {world.calls.toLocaleString('en')} service calls, {world.requests.toLocaleString('en')} requests to Google.
      </p>
      <ul class="executions" aria-label="Executions">
        {world.executions.map(({ id, name, user, status, error, calls, startedAt }) => (
          <li key={id} class={status}>
            <span>
              {timeOf(startedAt)} <strong>{name}</strong> {user.slice(0, user.indexOf('@'))}
            </span>
            <span class="state">{status === 'running' ? 'running' : `${status}, ${calls} calls`}</span>
            {error === null ? null : <span class="error">{error}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
