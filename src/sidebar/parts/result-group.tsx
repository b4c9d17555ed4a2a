// A group of addresses that share what happened to them, with what to do about it.
import type { JSX } from 'preact';
import type { ResultGroup } from '../../core/contract/rpc';
import { Quiet } from './text';
import { words } from '../words';
import { Fold } from './fold';

export function Group({ group }: { readonly group: ResultGroup }): JSX.Element {
  const { kind, reason, advice, count, examples } = group;
  return (
    <div class={`group ${kind}`}>
      <h2>{words.result.kinds[kind](count)}</h2>
      <p>{reason}</p>
      {advice !== '' && <Quiet>{advice}</Quiet>}
      {examples.length > 0 && (
        <Fold title={words.result.examples(examples.length, count)}>
          {() => (
            <ul class="examples">
              {examples.map(address => (
                <li key={address}>{address}</li>
              ))}
            </ul>
          )}
        </Fold>
      )}
    </div>
  );
}
