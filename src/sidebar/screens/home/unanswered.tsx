// The accounts that an invitation did not bring in: who they are, what can be done, and a file to create their users.
import { Fragment, type JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Unanswered as Found } from '../../../core/contract/rpc';
import { AddressFold } from '../../parts/address-list';
import { Quiet } from '../../parts/text';
import { words } from '../../words';

const { followUp } = words;

export function Unanswered({ found }: { readonly found: Found }): JSX.Element {
  const { declined, ignored, ignoredDays, help, csv, guesses, nameless, leftOut } = found;
  const named = guesses.filter(({ name }) => name !== '');
  const names = new Map(named.map(({ address, name }) => [address, name]));
  const listed = named.filter(({ fromList }) => fromList).map(({ address }) => address);
  const guessed = named.filter(({ fromList }) => !fromList).map(({ address }) => address);
  const note = (address: string): string => names.get(address) ?? '';
  const count = declined.length + ignored.length;
  if (count === 0) return <Quiet>{followUp.nobody(ignoredDays)}</Quiet>;
  return (
    <div class="help">
      {declined.length > 0 && <AddressFold addresses={declined} text={followUp.declined(declined.length)} />}
      {ignored.length > 0 && <AddressFold addresses={ignored} text={followUp.ignored(ignored.length, ignoredDays)} />}
      {help.map(({ title, points }) => (
        <Fragment key={title}>
          <h2>{title}</h2>
          <ul>
            {points.map(text => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </Fragment>
      ))}
      <h2>{followUp.file}</h2>
      <p>{followUp.fileWhat}</p>
      <p>{followUp.passwords}</p>
      {guesses.length > 0 && (
        <>
          {listed.length > 0 && (
            <AddressFold addresses={listed} text={followUp.namesListed(listed.length)} note={note} />
          )}
          {guessed.length > 0 && (
            <AddressFold addresses={guessed} text={followUp.guessed(guessed.length)} note={note} />
          )}
          {nameless > 0 && <p>{followUp.nameless(nameless)}</p>}
          <Download text={csv} name="users-to-create.csv">
            {followUp.download(guesses.length)}
          </Download>
        </>
      )}
      {leftOut.length > 0 && <AddressFold addresses={leftOut} text={followUp.leftOut(leftOut.length)} />}
      <Quiet>{followUp.upload}</Quiet>
    </div>
  );
}

/** A link to what the page holds already: nothing is stored anywhere else. */
function Download({
  text,
  name,
  children,
}: {
  readonly text: string;
  readonly name: string;
  readonly children: string;
}): JSX.Element {
  const [url, set] = useState('');
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
    set(made);
    return () => URL.revokeObjectURL(made);
  }, [text]);
  return (
    <p>
      <a href={url} download={name}>
        {children}
      </a>
    </p>
  );
}
