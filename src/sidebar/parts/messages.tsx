// What a person is told in a box: problems with what to do about them, and notes.
import type { ComponentChildren, JSX, RefObject } from 'preact';
import { useContext, useEffect, useRef } from 'preact/hooks';
import type { Problem } from '../../core/contract/rpc';
import { Buttons } from './text';
import type { Place, State } from '../state/store';
import { words } from '../words';
import { Icon } from './icon';
import { remedyFor, TheApp } from './remedy';

/** Only https: a link comes from the server, and part of it from Google's replies. */
const isSafe = (url: string): boolean => /^https:\/\/[^\s]+$/i.test(url);

export function ProblemText({ problem }: { readonly problem: Problem }): JSX.Element {
  const { title, advice, link } = problem;
  return (
    <div class="text">
      <strong>{title}</strong>
      <p>{advice}</p>
      {link !== null && isSafe(link.url) && (
        <p>
          <a href={link.url} target="_blank" rel="noopener noreferrer">
            {link.text}
            <span class="unseen"> {words.newWindow}</span>
          </a>
        </p>
      )}
    </div>
  );
}

/** Only the text is the alert: a button or a countdown beside it must not be read out again and again. */
export function ProblemBox({
  problem,
  children,
}: {
  readonly problem: Problem;
  readonly children?: ComponentChildren;
}): JSX.Element {
  const box = useReveal();
  const remedy = remedyFor(useContext(TheApp), problem.code);
  return (
    <div class="box problem" ref={box}>
      <Icon name="warning" />
      <div class="text">
        <div role="alert">
          <ProblemText problem={problem} />
        </div>
        {(remedy !== null || (children !== undefined && children !== false)) && (
          <Buttons>
            {remedy}
            {children}
          </Buttons>
        )}
      </div>
    </div>
  );
}

/** What went wrong in this part of the screen, if it was here. */
export const Told = ({
  state: { problem },
  place,
  children,
}: {
  readonly state: State;
  readonly place: Place;
  readonly children?: ComponentChildren;
}): JSX.Element | null =>
  problem?.place === place ? <ProblemBox problem={problem.problem}>{children}</ProblemBox> : null;

export const Note = ({ children }: { readonly children: ComponentChildren }): JSX.Element => (
  <div class="box note">
    <Icon name="info" />
    <div class="text">{children}</div>
  </div>
);

/** A note that answers what a person just did. */
export function NewNote({ children }: { readonly children: ComponentChildren }): JSX.Element {
  const box = useReveal();
  return (
    <div role="alert" ref={box}>
      <Note>{children}</Note>
    </div>
  );
}

/** The outcome of what was done on this screen. Screen readers hear it from the frame of the page. */
export const Answered = ({ state: { said } }: { readonly state: State }): JSX.Element | null =>
  said === '' ? null : <Answer key={said}>{said}</Answer>;

/** The same where it was done in this part of the screen. */
export const Said = ({ state, place }: { readonly state: State; readonly place: Place }): JSX.Element | null =>
  state.saidAt === place ? <Answered state={state} /> : null;

function Answer({ children }: { readonly children: string }): JSX.Element {
  const line = useReveal();
  return (
    <div class="line said" ref={line}>
      <Icon name="done" />
      <p>{children}</p>
    </div>
  );
}

/** What is wrong with what was asked for as a whole, and belongs to no single field. */
export function Fault({ children }: { readonly children: string }): JSX.Element {
  const line = useReveal();
  return (
    <div class="field" ref={line}>
      <p class="fault" role="alert">
        {children}
      </p>
    </div>
  );
}

/** What appears may be far from the button that was pressed: bring it into sight. */
function useReveal(): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.scrollIntoView({ block: 'nearest' }), []);
  return box;
}
