// The person's own choice of a language.
import type { JSX } from 'preact';
import { LANGUAGE_NAMES } from '../../../core/words/languages';
import type { ScreenProps } from '../../state/app';
import { isBusy } from '../../state/store';
import { chosenLanguage, words } from '../../words';

export function Language({ app, state }: ScreenProps): JSX.Element {
  return (
    <label class="language quiet">
      {words.language.label}
      <select
        id="language"
        disabled={isBusy(state)}
        value={chosenLanguage}
        onChange={event => void app.speak(event.currentTarget.value)}
      >
        <option value="">{words.language.account}</option>
        {Object.entries(LANGUAGE_NAMES).map(([tag, name]) => (
          <option key={tag} value={tag} lang={tag}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
