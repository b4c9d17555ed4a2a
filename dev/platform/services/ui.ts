// Ui and HtmlService: menus, dialogs, the sidebar.
import { existsSync, readFileSync } from 'node:fs';
import { PlatformError } from '../errors';
import { refusal } from '../rules';
import type { HandlersOf, Run } from '../run';
import { then } from '../then';

function refuseOutside({ execution }: Run, method: string): void {
  if (!execution.inDocument) throw refusal('ui-context', { method });
}

export const ui: HandlersOf<'Ui' | 'HtmlService'> = {
  'HtmlService.createHtmlOutputFromFile': ({ state }, name) => {
    const file = `${state.options.dist}/${name}.html`;
    if (!/^[\w-]+$/.test(name) || !existsSync(file)) throw new PlatformError(`No HTML file named ${name} was found.`);
    return readFileSync(file, 'utf8');
  },
  'Ui.addMenu': (run, menu) => {
    refuseOutside(run, 'SpreadsheetApp.getUi()');
    const {
      state,
      execution: { user },
    } = run;
    const menus = [
      ...(state.menus.get(user.email) ?? []).filter(
        other => other.caption !== menu.caption || other.addon !== menu.addon,
      ),
      menu,
    ];
    state.menus.set(user.email, menus);
    state.emit({ kind: 'menus', user: user.email, menus });
    return null;
  },
  'Ui.alert': (run, title, message, buttons) => {
    refuseOutside(run, 'SpreadsheetApp.getUi()');
    return then(run.state.ask(run.execution, { kind: 'alert', title, message, buttons }), answer => answer.button);
  },
  'Ui.prompt': (run, title, message, buttons) => {
    refuseOutside(run, 'SpreadsheetApp.getUi()');
    return run.state.ask(run.execution, { kind: 'prompt', title, message, buttons });
  },
  'Ui.showSidebar': (run, page) => {
    refuseOutside(run, 'SpreadsheetApp.getUi()');
    run.state.emit({ kind: 'sidebar', user: run.execution.user.email, page: { ...page, width: 300 } });
    return null;
  },
  'Ui.showModalDialog': (run, page) => {
    refuseOutside(run, 'SpreadsheetApp.getUi()');
    run.state.emit({ kind: 'modal', user: run.execution.user.email, page });
    return null;
  },
};
