// Ui and HtmlService: menus, dialogs that hold the execution, the sidebar's page.
import type { ButtonSet as ButtonSetName, HtmlPage, MenuEntry } from '../platform/shapes';
import { call, refuse } from './call';
import { Button, ButtonSet, nameOf, valueOf } from './enums';
import { strict } from './strict';

type Google = GoogleAppsScript.Base.Ui;
type Menu = GoogleAppsScript.Base.Menu;
type Output = GoogleAppsScript.HTML.HtmlOutput;

class OutputFacade
  implements Pick<Output, 'getContent' | 'getTitle' | 'setTitle' | 'setWidth' | 'setHeight' | 'getWidth' | 'getHeight'>
{
  page: HtmlPage;
  constructor(html: string) {
    this.page = { title: '', html, width: 600, height: 400 };
  }
  getContent(): string {
    return this.page.html;
  }
  getTitle(): string {
    return this.page.title;
  }
  getWidth(): number {
    return this.page.width;
  }
  getHeight(): number {
    return this.page.height;
  }
  setTitle(title: string): Output {
    return this.with({ title });
  }
  setWidth(width: number): Output {
    return this.with({ width });
  }
  setHeight(height: number): Output {
    return this.with({ height });
  }

  private with(change: Partial<HtmlPage>): Output {
    this.page = { ...this.page, ...change };
    return this as unknown as Output;
  }
}

const makeOutput = (html: string): Output => strict('HtmlOutput', new OutputFacade(html)) as unknown as Output;
const pageOf = (output: Output): HtmlPage => (output as unknown as OutputFacade).page;

export const htmlService: Pick<GoogleAppsScript.HTML.HtmlService, 'createHtmlOutputFromFile' | 'createHtmlOutput'> =
  strict('HtmlService', {
    createHtmlOutputFromFile: (name: string) => makeOutput(call('HtmlService.createHtmlOutputFromFile', name)),
    createHtmlOutput: (html: unknown = '') => makeOutput(String(html)),
  });

class MenuFacade implements Pick<Menu, 'addItem' | 'addSeparator' | 'addSubMenu' | 'addToUi'> {
  readonly caption: string;
  readonly entries: MenuEntry[] = [];
  private readonly addon: boolean;
  constructor(caption: string, addon: boolean) {
    this.caption = caption;
    this.addon = addon;
  }

  addItem(caption: string, functionName: string): Menu {
    return this.with({ kind: 'item', caption, functionName });
  }
  addSeparator(): Menu {
    return this.with({ kind: 'separator' });
  }
  addSubMenu(menu: Menu): Menu {
    const { caption, entries } = menu as unknown as MenuFacade;
    return this.with({ kind: 'menu', caption, entries });
  }
  addToUi(): void {
    call('Ui.addMenu', { caption: this.caption, addon: this.addon, entries: this.entries });
  }

  private with(entry: MenuEntry): Menu {
    this.entries.push(entry);
    return this;
  }
}

type Response = GoogleAppsScript.Base.PromptResponse;
type Asked = { readonly title: string; readonly message: string; readonly buttons: ButtonSetName };

/** (message), (message, buttons), (title, message, buttons) */
function asked(method: string, given: readonly unknown[]): Asked {
  if (given.length < 1 || given.length > 3) refuse(method, given);
  const texts = given.filter(value => typeof value === 'string');
  const buttons = given.length > 1 ? nameOf(given[given.length - 1]) : 'OK';
  const [title = '', message = ''] = texts.length > 1 ? texts : ['', texts[0]];
  return { title, message, buttons: buttons as ButtonSetName };
}

class UiFacade
  implements
    Pick<
      Google,
      'Button' | 'ButtonSet' | 'alert' | 'prompt' | 'createMenu' | 'createAddonMenu' | 'showSidebar' | 'showModalDialog'
    >
{
  readonly Button = Button;
  readonly ButtonSet = ButtonSet;

  alert(...given: readonly unknown[]): GoogleAppsScript.Base.Button {
    const { title, message, buttons } = asked('Ui.alert', given);
    return valueOf(Button, call('Ui.alert', title, message, buttons));
  }

  prompt(...given: readonly unknown[]): Response {
    const { title, message, buttons } = asked('Ui.prompt', given);
    const { button, text = '' } = call('Ui.prompt', title, message, buttons);
    return strict('PromptResponse', { getSelectedButton: () => valueOf(Button, button), getResponseText: () => text });
  }

  createMenu(caption: string): Menu {
    return strict('Menu', new MenuFacade(caption, false));
  }
  createAddonMenu(): Menu {
    return strict('Menu', new MenuFacade('', true));
  }
  showSidebar(output: Output): void {
    call('Ui.showSidebar', pageOf(output));
  }
  showModalDialog(output: Output, title: string): void {
    call('Ui.showModalDialog', { ...pageOf(output), title });
  }
}

export const makeUi = (): Google => strict('Ui', new UiFacade()) as unknown as Google;
