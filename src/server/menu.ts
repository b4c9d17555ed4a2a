// The add-on's menu and its sidebar. onOpen may run without any permission: it uses nothing but the menu and the
// language.
import { wordsFor } from '../core/words';
import { chosenLanguage, spokenLocale } from './language';

export function onOpen(): void {
  const { menu } = wordsFor(spokenLocale());
  const ui = SpreadsheetApp.getUi();
  ui.createAddonMenu()
    .addItem(menu.open, 'showSidebar')
    .addSeparator()
    .addItem(menu.refresh, 'menuRefresh')
    .addSubMenu(
      ui
        .createMenu(menu.mark)
        .addItem(menu.markNotInvited, 'menuMarkNotInvited')
        .addItem(menu.markSelection, 'menuMarkSelection')
        .addItem(menu.clearMarks, 'menuClearMarks'),
    )
    .addItem(menu.send, 'menuSend')
    .addItem(menu.cancel, 'menuCancel')
    .addItem(menu.remind, 'menuRemind')
    .addItem(menu.undo, 'menuUndo')
    .addSubMenu(
      ui
        .createMenu(menu.check)
        .addItem(menu.checkMarked, 'menuCheck')
        .addItem(menu.checkSelection, 'menuCheckSelection'),
    )
    .addSeparator()
    .addItem(menu.continueJob, 'menuContinue')
    .addItem(menu.stopJob, 'menuStop')
    .addSeparator()
    .addItem(menu.summary, 'menuSummary')
    .addItem(menu.setup, 'menuSetup')
    .addToUi();
}

/** A freshly installed add-on finds the document open already. */
export const onInstall = (): void => onOpen();

/**
 * The page is told its language, and whether it was chosen, in its own text: it has words before the first answer, and
 * for the case that none comes. Of the scripts of words in Sidebar.html, one for each language, it gets its own alone.
 */
export function openSidebar(): void {
  const chosen = chosenLanguage();
  const spoken = spokenLocale(chosen);
  const { tag, sidebarTitle } = wordsFor(spoken);
  const otherWords = new RegExp(`<script data-words="(?!${tag}")[^]*?</script>`, 'g');
  const page = HtmlService.createHtmlOutputFromFile('Sidebar')
    .getContent()
    .replace(otherWords, '')
    .replace('data-language="en"', `data-language="${spoken}" data-chosen="${chosen}"`);
  SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutput(page).setTitle(sidebarTitle));
}
