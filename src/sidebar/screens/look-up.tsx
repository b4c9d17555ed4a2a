// One address: what Google says of it now, its row in the sheet, what was done before, and what can be done next.
import type { JSX } from 'preact';
import type { LookedUp } from '../../core/contract/rpc';
import { momentOf } from '../dates';
import { Button } from '../parts/button';
import { Note, ProblemBox, Told } from '../parts/messages';
import { Page, Quiet, Status } from '../parts/text';
import type { ScreenProps } from '../state/app';
import { isBusy, type LookUpScreen as Screen } from '../state/store';
import { words } from '../words';

const { lookUp: told } = words;

export function LookUpScreen({ app, state, screen }: ScreenProps & { readonly screen: Screen }): JSX.Element {
  const { text, found, problem } = screen;
  const wanted =
    found?.never === null &&
    found.row?.marked !== true &&
    (found.row !== null || found.listed === true || found.eligible === true);
  const mark = async (address: string): Promise<void> => {
    if (await app.addToSheet([address], true)) app.home();
  };
  return (
    <Page title={found?.address ?? words.check.lookUp}>
      {found === null && problem === null && <Status>{told.loading}</Status>}
      {problem !== null && <ProblemBox problem={problem} />}
      {found !== null && <Facts found={found} show={address => app.showSheet('accounts', 'result', address)} />}
      <Told state={state} place="result" />
      {wanted && <Quiet>{told.next}</Quiet>}
      <div class="buttons foot">
        {wanted && (
          <Button look="primary" off={isBusy(state)} onClick={() => mark(found.address)}>
            {found.row === null ? told.add : told.mark}
          </Button>
        )}
        {(found?.problem ?? problem) !== null && <Button onClick={() => app.lookUp(text)}>{told.again}</Button>}
        <Button onClick={app.home}>{words.back}</Button>
      </div>
    </Page>
  );
}

type FactsProps = { readonly found: LookedUp; readonly show: (address: string) => unknown };

function Facts({ found, show }: FactsProps): JSX.Element {
  const { account, listed, eligible, row, never, history, problem } = found;
  const { mails = null, changedAt = null } = account ?? {};
  return (
    <>
      {problem !== null && <ProblemBox problem={problem} />}
      <dl>
        <dt>{told.state}</dt>
        <dd>
          {account !== null ? words.counts.states[account.state] : listed === false ? told.notListed : told.notKnown}
        </dd>
        {mails !== null && (
          <>
            <dt>{told.mails}</dt>
            <dd>{words.number(mails)}</dd>
          </>
        )}
        {changedAt !== null && (
          <>
            <dt>{told.changed}</dt>
            <dd>{momentOf(changedAt)}</dd>
          </>
        )}
        <dt>{told.eligible}</dt>
        <dd>{eligible === null ? told.notKnown : eligible ? told.yes : told.no}</dd>
        <dt>{told.row}</dt>
        <dd>
          {row === null ? (
            told.noRow
          ) : (
            <Button look="link" onClick={() => show(found.address)}>
              {told.rowOf(row.row, row.marked)}
            </Button>
          )}
          {row !== null && row.result !== '' && (
            <>
              <br />
              {row.result}
            </>
          )}
        </dd>
      </dl>
      {never !== null && <Note>{never}</Note>}
      {eligible === false && <Reasons />}
      <h2>{told.history}</h2>
      {history.length === 0 ? (
        <Quiet>{told.none}</Quiet>
      ) : (
        <ul class="history">
          {history.map((line, index) => (
            <li key={index}>
              <b>{line.what}</b> <span class="quiet">{[momentOf(line.at), line.by].join(', ')}</span>
              <br />
              {line.reason}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Google says only "no". */
export const Reasons = (): JSX.Element => (
  <div class="help">
    <p>{words.check.reasonsIntro}</p>
    <ul>
      {words.check.reasons.map(reason => (
        <li key={reason}>{reason}</li>
      ))}
    </ul>
  </div>
);
