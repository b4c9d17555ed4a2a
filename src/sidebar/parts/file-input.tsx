// Lets a person choose a file with a list; the button or menu entry that asks for it stands wherever it fits.
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';

export function useListFile(take: (file: File) => void): { readonly input: JSX.Element; readonly open: () => void } {
  const input = useRef<HTMLInputElement>(null);
  return {
    open: () => input.current?.click(),
    input: (
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,.tsv,.txt,.ldif,.ldf,.vcf,.json,text/*,application/json"
        onChange={event => {
          const [chosen] = event.currentTarget.files ?? [];
          if (chosen !== undefined) take(chosen);
          // The same file again is a choice too.
          event.currentTarget.value = '';
        }}
      />
    ),
  };
}
