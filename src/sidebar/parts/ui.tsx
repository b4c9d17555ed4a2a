// The small parts that every screen is made of: buttons, headings, problems, folds and icons.
import type { ComponentChildren, JSX, RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Problem } from '../../core/contract/rpc';
import type { Place, State } from '../state/store';
import { words } from '../words';

/** Paths on a 24 × 24 grid; text glyphs would depend on the fonts of the machine. */
const ICONS = {
  warning: 'M12 3 1.5 21h21L12 3Zm1 14h-2v2h2v-2Zm0-7h-2v5h2v-5Z',
  done: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm-1.6 14.6-4-4 1.5-1.5 2.5 2.5 5.7-5.7 1.5 1.5-7.2 7.2Z',
  info: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm1 15h-2v-6h2v6Zm0-8h-2V7h2v2Z',
  later: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm-5 9h10v2H7v-2Z',
  down: 'm6 9 6 6 6-6H6Z',
  back: 'm15.4 7.4-1.4-1.4-6 6 6 6 1.4-1.4-4.6-4.6 4.6-4.6Z',
};

export function Icon({ name }: { readonly name: keyof typeof ICONS }): JSX.Element {
  return (
    <svg class={`icon ${name}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path fill-rule="evenodd" d={ICONS[name]} />
    </svg>
  );
}

type ButtonProps = {
  readonly children: ComponentChildren;
  readonly onClick: () => unknown;
  readonly id?: string;
  readonly look?: 'primary' | 'plain' | 'link';
  /** Rests now. It stays focusable, so that the focus is not lost and the reason can be read. */
  readonly off?: boolean;
  /** The id of the text that says why it rests. */
  readonly why?: string | undefined;
};

export function Button({ children, onClick, id, look = 'plain', off = false, why }: ButtonProps): JSX.Element {
  return (
    <button
      type="button"
      id={id}
      class={look}
      aria-disabled={off ? 'true' : undefined}
      aria-describedby={why}
      onClick={() => {
        if (!off) onClick();
      }}
    >
      {children}
    </button>
  );
}

/** Where something failed, and for whoever wants to know that nothing would. */
export const CheckSetup = ({
  app,
  id,
}: {
  readonly app: { readonly checkSetup: () => unknown };
  readonly id?: string;
}): JSX.Element => (
  <Button {...(id === undefined ? {} : { id })} look="link" onClick={app.checkSetup}>
    {words.setup.open}
  </Button>
);

/** The heading of a screen takes the focus when the screen appears. */
export const Heading = ({
  children,
  unseen = false,
}: {
  readonly children: ComponentChildren;
  readonly unseen?: boolean;
}): JSX.Element => (
  <h1 tabIndex={-1} data-heading class={unseen ? 'unseen' : undefined}>
    {children}
  </h1>
);

/** A text in which options of commands, such as `--with key`, stay whole where lines end. */
export const Prose = ({ text }: { readonly text: string }): JSX.Element => (
  <>{text.split(/(--\w+ \w+)/).map((part, at) => (at % 2 === 1 ? <code>{part}</code> : part))}</>
);

/** Only https: a link comes from the server, and part of it from Google's replies. */
const isSafe = (url: string): boolean => /^https:\/\/[^\s]+$/i.test(url);

export function ProblemText({ problem }: { readonly problem: Problem }): JSX.Element {
  const { title, advice, link } = problem;
  return (
    <div class="text">
      <strong>{title}</strong>
      <p>
        <Prose text={advice} />
      </p>
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
  return (
    <div class="box problem" ref={box}>
      <Icon name="warning" />
      <div class="text">
        <div role="alert">
          <ProblemText problem={problem} />
        </div>
        {children !== undefined && children !== false && <div class="buttons">{children}</div>}
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

/** What appears may be far from the button that was pressed: bring it into sight. */
function useReveal(): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.scrollIntoView({ block: 'nearest' }), []);
  return box;
}

/** What is inside is drawn only once it is opened: it may be thousands of addresses. */
export function Fold({
  title,
  children,
  open: atFirst = false,
}: {
  readonly title: ComponentChildren;
  readonly children: () => ComponentChildren;
  readonly open?: boolean;
}): JSX.Element {
  const [open, set] = useState(atFirst);
  return (
    <details open={open} onToggle={event => set(event.currentTarget.open)}>
      <summary>{title}</summary>
      {open && children()}
    </details>
  );
}
