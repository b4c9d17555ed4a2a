// One address: what Google says of it now, its row in the sheet, what was done before, and what can be done next.
import type { JSX } from 'preact';
import type { LookedUp } from '../../core/contract/rpc';
import { momentOf } from '../dates';
import { Button } from '../parts/button';
import { Note, ProblemBox, Told } from '../parts/messages';
import { Heading } from '../parts/text';
import type { ScreenProps } from '../state/app';
import { isBusy, type LookUpScreen as Screen } from '../state/store';
import { words } from '../words';

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
    <section>
      <Heading>{found?.address ?? words.check.lookUp}</Heading>
      {found === null && problem === null && <p role="status">{words.lookUp.loading}</p>}
      {problem !== null && <ProblemBox problem={problem} />}
      {found !== null && <Facts found={found} show={address => app.showSheet('accounts', 'result', address)} />}
      <Told state={state} place="result" />
      {wanted && <p class="quiet">{words.lookUp.next}</p>}
      <div class="buttons foot">
        {wanted && (
          <Button look="primary" off={isBusy(state)} onClick={() => mark(found.address)}>
            {found.row === null ? words.lookUp.add : words.lookUp.mark}
          </Button>
        )}
        {(found?.problem ?? problem) !== null && <Button onClick={() => app.lookUp(text)}>{words.lookUp.again}</Button>}
        <Button onClick={app.home}>{words.back}</Button>
      </div>
    </section>
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
        <dt>{words.lookUp.state}</dt>
        <dd>
          {account !== null
            ? words.counts.states[account.state]
            : listed === false
              ? words.lookUp.notListed
              : words.lookUp.notKnown}
        </dd>
        {mails !== null && (
          <>
            <dt>{words.lookUp.mails}</dt>
            <dd>{words.number(mails)}</dd>
          </>
        )}
        {changedAt !== null && (
          <>
            <dt>{words.lookUp.changed}</dt>
            <dd>{momentOf(changedAt)}</dd>
          </>
        )}
        <dt>{words.lookUp.eligible}</dt>
        <dd>{eligible === null ? words.lookUp.notKnown : eligible ? words.lookUp.yes : words.lookUp.no}</dd>
        <dt>{words.lookUp.row}</dt>
        <dd>
          {row === null ? (
            words.lookUp.noRow
          ) : (
            <Button look="link" onClick={() => show(found.address)}>
              {words.lookUp.rowOf(row.row, row.marked)}
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
      <h2>{words.lookUp.history}</h2>
      {history.length === 0 ? (
        <p class="quiet">{words.lookUp.none}</p>
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
