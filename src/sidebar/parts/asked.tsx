// What a part of a screen asks the server for itself when it appears.
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Answer, Problem } from '../../core/contract/rpc';
import { words } from '../words';
import { Button } from './button';
import { ProblemBox } from './messages';

type Take<T> = (value: T) => void;
/**
 * Asks the server when it appears and whenever `news` is another, and shows what came last. `take`: what the server
 * answered to something else that the person did there.
 */
export function Asked<T>({
  ask,
  news = '',
  children,
}: {
  readonly ask: () => Promise<Answer<T>>;
  readonly news?: string;
  readonly children: (value: T, take: Take<T>) => JSX.Element;
}): JSX.Element {
  const [answer, set] = useState<Answer<T> | null>(null);
  const asked = useRef(0);
  const load = (): void => {
    const mine = ++asked.current;
    // What is shown stays until there is something newer to show, with whatever is typed in it.
    void ask().then(came => {
      if (mine === asked.current) set(shown => (came.ok || shown?.ok !== true ? came : shown));
    });
  };
  useEffect(load, [news]);
  if (answer === null)
    return (
      <p role="status" class="quiet">
        {words.followUp.loading}
      </p>
    );
  if (!answer.ok)
    return (
      <Failed
        problem={answer.problem}
        again={() => {
          set(null);
          load();
        }}
      />
    );
  return (
    <Came>
      {children(answer.value, value => {
        asked.current++;
        set({ ok: true, value });
      })}
    </Came>
  );
}
/** It is longer than the line that stood for it: what was opened for it comes into sight once more. */
function Came({ children }: { readonly children: JSX.Element }): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.closest('details')?.scrollIntoView({ block: 'nearest' }), []);
  return <div ref={box}>{children}</div>;
}
const Failed = ({ problem, again }: { readonly problem: Problem; readonly again: () => void }): JSX.Element => (
  <ProblemBox problem={problem}>
    <Button onClick={again}>{words.tryAgain}</Button>
  </ProblemBox>
);
