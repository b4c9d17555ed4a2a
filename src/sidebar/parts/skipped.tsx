// Who is left out of a job, group by group, each with its reason.
import type { JSX } from 'preact';
import type { PlanView } from '../../core/contract/rpc';
import { words } from '../words';
import { AddressFold } from './address-list';

export function Skipped({ groups }: { readonly groups: PlanView['skipped'] }): JSX.Element | null {
  const count = groups.reduce((sum, group) => sum + group.addresses.length, 0);
  if (count === 0) return null;
  return (
    <>
      <h2>{words.preview.skipped(count)}</h2>
      {groups.map(group => (
        <AddressFold
          key={group.code + group.reason}
          addresses={group.addresses}
          text={group.reason}
          title={
            <>
              <b>{words.number(group.addresses.length)}</b> {group.reason}
            </>
          }
        />
      ))}
    </>
  );
}
