// A page of the add-on in a frame of its own origin, as on Google; its google.script calls go through here to the
// server.
import { useEffect, useRef } from 'preact/hooks';
import type { FrameView } from '../protocol';
import type { Workbook } from './workbook';

const SANDBOX = 'allow-scripts allow-forms allow-popups allow-modals allow-downloads';
type Message = { readonly kind?: unknown; readonly id?: unknown; readonly name?: unknown; readonly args?: unknown };

export function AddOnFrame({
  book,
  view,
  close,
}: {
  readonly book: Workbook;
  readonly view: FrameView;
  readonly close: () => void;
}) {
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    const hear = (event: MessageEvent<Message | null>): void => {
      const sender = frame.current?.contentWindow;
      if (sender === null || sender === undefined || event.source !== sender || event.data === null) return;
      const { kind, id, name, args } = event.data;
      if (kind === 'close') close();
      else if (kind === 'focus') book.focusGrid();
      else if (kind === 'run' && typeof name === 'string' && Array.isArray(args))
        void book.run(name, args, 'page').then(reply => {
          sender.postMessage({ kind: 'reply', id, reply }, '*');
        });
    };
    addEventListener('message', hear);
    if (book.entering === view.id) frame.current?.focus();
    return () => {
      removeEventListener('message', hear);
    };
  }, [book, view.id]);
  return (
    <iframe
      ref={frame}
      key={view.id}
      src={`/frame/${view.id}`}
      sandbox={SANDBOX}
      title={view.title === '' ? book.addOn : view.title}
    />
  );
}
