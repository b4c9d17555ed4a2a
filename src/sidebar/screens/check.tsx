// Before a check: exactly which addresses Google is asked about, and what is left out and why.
import type { JSX } from 'preact';
import { AddressList } from '../parts/address-list';
import { Button } from '../parts/button';
import { Columns } from '../parts/columns';
import { Note, ProblemBox } from '../parts/messages';
import { Skipped } from '../parts/skipped';
import { TabField } from '../parts/tab-field';
import { Page, Status } from '../parts/text';
import type { ScreenProps } from '../state/app';
import { isBusy, type CheckScreen as Screen } from '../state/store';
import { words } from '../words';

const { check: told, preview } = words;

export function CheckScreen({ app, state, screen }: ScreenProps & { readonly screen: Screen }): JSX.Element {
  const { plan, starting, problem, source, tabs } = screen;
  const count = plan?.addresses.length ?? 0;
  return (
    <Page title={told.previewTitle}>
      {source.from === 'tab' && tabs !== null && (
        <TabField
          id="check-tab"
          label={words.people.tab}
          tabs={tabs}
          chosen={source.id}
          none={told.from.tab}
          off={starting || (plan === null && problem === null)}
          choose={id => void app.previewCheck({ from: 'tab', id })}
          chooseNone={() => void app.previewCheck({ from: 'tab' })}
        />
      )}
      {plan === null && problem === null && <Status>{told.loading}</Status>}
      {plan !== null && (
        <>
          {plan.warnings.map(warning => (
            <Note key={warning}>{warning}</Note>
          ))}
          <h2>{count > 0 ? told.who(count) : told.nobody}</h2>
          <p>{count > 0 ? told.why : told.nobodyAdvice}</p>
          {count > 0 && <AddressList addresses={plan.addresses} label={told.who(count)} />}
          {plan.columns !== undefined && source.from !== 'marked' && (
            <Columns
              columns={plan.columns}
              off={starting}
              pick={picked => void app.previewCheck({ ...source, picked })}
            />
          )}
          <Skipped groups={plan.skipped} />
          <dl>
            <dt>{preview.requests}</dt>
            <dd>{preview.requestsOf(plan.fetches.needed, plan.fetches.left)}</dd>
          </dl>
        </>
      )}
      {problem !== null && (
        <ProblemBox problem={problem}>
          <Button onClick={() => app.previewCheck(source)}>{words.tryAgain}</Button>
        </ProblemBox>
      )}
      <div class="buttons foot stays">
        {count > 0 && (
          <Button id="confirm" look="primary" off={starting || isBusy(state)} onClick={app.startCheck}>
            {starting ? preview.starting : told.confirm(count)}
          </Button>
        )}
        <Button id="back" off={starting} onClick={app.home}>
          {words.back}
        </Button>
      </div>
    </Page>
  );
}
