// What stands in front of everything: the add-on's alerts, prompts and dialogs, refusals, and toasts.
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ButtonName, ButtonSet, DialogView } from '../protocol';
import { AddOnFrame } from './addon-frame';
import { Icon } from './icons';
import type { Workbook } from './workbook';

const BUTTONS: Readonly<Record<ButtonSet, readonly ButtonName[]>> = {
  OK: ['OK'],
  OK_CANCEL: ['OK', 'CANCEL'],
  YES_NO: ['YES', 'NO'],
  YES_NO_CANCEL: ['YES', 'NO', 'CANCEL'],
};

export function Dialogs({ book }: { readonly book: Workbook }) {
  const [dialog] = book.dialogs;
  return (
    <>
      {book.modal === null ? null : (
        <div class="veil">
          <section
            class="dialog framed"
            role="dialog"
            aria-modal="true"
            aria-label={book.modal.title}
            style={{ width: `${book.modal.width}px` }}
          >
            <header>
              <h2>{book.modal.title}</h2>
              <CloseButton
                label={book.words.close}
                close={() => {
                  book.closeModal();
                }}
              />
            </header>
            <div style={{ height: `${book.modal.height}px` }}>
              <AddOnFrame
                book={book}
                view={book.modal}
                close={() => {
                  book.closeModal();
                }}
              />
            </div>
          </section>
        </div>
      )}
      {dialog === undefined ? null : <Asked key={dialog.id} book={book} dialog={dialog} />}
      {book.notice === null ? null : (
        <div class="veil">
          <section
            class="dialog"
            role="alertdialog"
            aria-modal="true"
            aria-label={book.notice.title}
            onKeyDown={event => {
              if (event.key === 'Escape') book.closeNotice();
            }}
          >
            <h2>{book.notice.title}</h2>
            <p>{book.notice.message}</p>
            <div class="buttons">
              <button
                type="button"
                class="main"
                ref={focused}
                onClick={() => {
                  book.closeNotice();
                }}
              >
                {book.words.buttons.OK}
              </button>
            </div>
          </section>
        </div>
      )}
    </>
  );
}

const focused = (element: HTMLElement | null): void => {
  element?.focus();
};
const CloseButton = ({ label, close }: { readonly label: string; readonly close: () => void }) => (
  <button type="button" class="close" aria-label={label} onClick={close}>
    <Icon name="close" />
  </button>
);

function Asked({ book, dialog }: { readonly book: Workbook; readonly dialog: DialogView }) {
  const text = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLElement>(null);
  const answer = (button: ButtonName): void => {
    void book.answer({
      id: dialog.id,
      button,
      ...(dialog.kind === 'prompt' ? { text: text.current?.value ?? '' } : {}),
    });
  };
  useLayoutEffect(() => {
    (text.current ?? box.current?.querySelector<HTMLElement>('.buttons button'))?.focus();
  }, []);
  const [first = 'OK'] = BUTTONS[dialog.buttons];
  const title = dialog.title === '' ? book.addOn : dialog.title;
  return (
    <div class="veil">
      <section
        class="dialog"
        role="alertdialog"
        aria-modal="true"
        aria-label={title}
        ref={box}
        onKeyDown={event => {
          if (event.key === 'Escape') answer('CLOSE');
          else if (event.key === 'Enter' && event.target === text.current) answer(first);
        }}
      >
        <header>
          <h2>{title}</h2>
          <CloseButton
            label={book.words.close}
            close={() => {
              answer('CLOSE');
            }}
          />
        </header>
        <p>{dialog.message}</p>
        {dialog.kind === 'prompt' ? (
          <input type="text" ref={text} aria-label={dialog.message === '' ? title : dialog.message} />
        ) : null}
        <div class="buttons">
          {BUTTONS[dialog.buttons].map(name => (
            <button
              type="button"
              key={name}
              class={name === first ? 'main' : ''}
              onClick={() => {
                answer(name);
              }}
            >
              {book.words.buttons[name]}
            </button>
          ))}
        </div>
      </section>
    </div>
  );
}

export function Toasts({ book }: { readonly book: Workbook }) {
  return (
    <div class="toasts" role="status">
      {book.toasts.map(({ id, title, message }) => (
        <div class="toast" key={id}>
          <div>
            {title === '' ? null : <strong>{title}</strong>}
            <span>{message}</span>
          </div>
          <CloseButton
            label={book.words.close}
            close={() => {
              book.closeToast(id);
            }}
          />
        </div>
      ))}
    </div>
  );
}
