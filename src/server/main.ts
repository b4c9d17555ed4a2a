// Every function that the page, the menu and Google may call: the build makes each export, and nothing else, top-level.
import { answer } from '../core/contract/answer';
import type { Rpc } from '../core/contract/rpc';
import {
  asAction,
  asAddresses,
  asCells,
  asDays,
  asFlag,
  asGroups,
  asHeader,
  asId,
  asLanguage,
  asMarkHow,
  asOptions,
  asPeopleList,
  asPerRun,
  asPlanSource,
  asRoles,
  asSheet,
  asSignInWish,
  asSource,
  asStates,
  asText,
  asTexts,
  asTyped,
  handle,
  handleAlone,
} from './guard';
import { chooseLanguage } from './language';
import { onOpen, openSidebar } from './menu';
import { setupCheck } from './setup';

export { onInstall, onOpen } from './menu';
export {
  menuCancel,
  menuCheck,
  menuCheckSelection,
  menuClearMarks,
  menuContinue,
  menuMarkNotInvited,
  menuMarkSelection,
  menuRefresh,
  menuRemind,
  menuSend,
  menuSetup,
  menuStop,
  menuSummary,
  menuUndo,
  showSidebar,
} from './menu-actions';

export const overview: Rpc['overview'] = quick => handle(app => app.requests.overview(asFlag(quick ?? false)));
export const mark: Rpc['mark'] = how => handle(app => app.requests.mark(asMarkHow(how), app.selection));
export const markColumns: Rpc['markColumns'] = () => handle(app => app.requests.markColumns());
export const columnValues: Rpc['columnValues'] = header => {
  return handle(app => app.requests.columnValues(asHeader(header)));
};
export const peopleTabs: Rpc['peopleTabs'] = () => handle(app => app.requests.peopleTabs());
export const peopleColumns: Rpc['peopleColumns'] = rows => handle(app => app.requests.peopleColumns(asCells(rows)));
export const comparePeople: Rpc['comparePeople'] = (list, roles) =>
  handle(app => app.requests.comparePeople(asPeopleList(list), roles === null ? null : asRoles(roles)));
export const writePeople: Rpc['writePeople'] = (list, roles, groups) =>
  handle(app => app.requests.writePeople(asPeopleList(list), asRoles(roles), asGroups(groups)));
export const forgetPeople: Rpc['forgetPeople'] = () => handle(app => app.requests.forgetPeople());
export const preview: Rpc['preview'] = (action, options, source) =>
  handle(app => app.requests.preview(asAction(action), asOptions(options), asPlanSource(source, action)));
export const start: Rpc['start'] = (action, options, planId, typed, source, goOn) =>
  handle(app =>
    app.requests.start(
      asAction(action),
      asOptions(options),
      asId(planId),
      asTyped(typed),
      asPlanSource(source, action),
      asFlag(goOn ?? false),
    ),
  );
export const pastJobs: Rpc['pastJobs'] = () => handle(app => app.requests.pastJobs());
export const schedule: Rpc['schedule'] = () => handle(app => app.requests.schedule());
export const switchSchedule: Rpc['switchSchedule'] = (on, perRun, typed) =>
  handle(app => app.requests.switchSchedule(asFlag(on), asPerRun(perRun), asTyped(typed)));
export const unanswered: Rpc['unanswered'] = () => handle(app => app.requests.unanswered());
export const lookUp: Rpc['lookUp'] = text => handle(app => app.requests.lookUp(asText(text)));
export const previewCheck: Rpc['previewCheck'] = source =>
  handle(app => {
    const from = asSource(source);
    const text = app.cells(from);
    return app.requests.previewCheck(
      from,
      () => text().shown,
      () => text().hidden,
    );
  });
export const startCheck: Rpc['startCheck'] = (addresses, goOn) =>
  handle(app => app.requests.startCheck(asAddresses(addresses), asFlag(goOn ?? false)));
export const checked: Rpc['checked'] = jobId => handle(app => app.requests.checked(asId(jobId)));
export const addToSheet: Rpc['addToSheet'] = (addresses, mark) =>
  handle(app => app.requests.addToSheet(asAddresses(addresses), asFlag(mark)));
export const refresh: Rpc['refresh'] = states => handle(app => app.requests.refresh(asStates(states)));
export const advance: Rpc['advance'] = jobId => handle(app => app.requests.advance(asId(jobId)));
export const progress: Rpc['progress'] = () => handle(app => app.requests.progress());
export const pause: Rpc['pause'] = jobId => handle(app => app.requests.pause(asId(jobId)));
export const resume: Rpc['resume'] = jobId => handle(app => app.requests.resume(asId(jobId)));
export const stop: Rpc['stop'] = jobId => handle(app => app.requests.stop(asId(jobId)));
export const takeOver: Rpc['takeOver'] = jobId => handle(app => app.requests.resume(asId(jobId)));
export const background: Rpc['background'] = (jobId, on) =>
  handle(app => app.requests.background(asId(jobId), asFlag(on)));
export const showActivity: Rpc['showActivity'] = job =>
  handle(app => app.requests.showActivity(job === null ? null : asId(job)));
export const summary: Rpc['summary'] = () => handle(app => app.requests.summary());
export const showSheet: Rpc['showSheet'] = (sheet, address) =>
  handle(app => app.requests.showSheet(asSheet(sheet), address === undefined ? undefined : asText(address)));
export const previewArchive: Rpc['previewArchive'] = days => handle(app => app.requests.previewArchive(asDays(days)));
export const archive: Rpc['archive'] = days => handle(app => app.requests.archive(asDays(days)));
export const checkSetup: Rpc['checkSetup'] = () => handleAlone(setupCheck);
export const settings: Rpc['settings'] = () => handle(app => app.requests.settings());
export const saveSettings: Rpc['saveSettings'] = (texts, before) =>
  handle(app => app.requests.saveSettings(asTexts(texts), asTexts(before)));
export const signIn: Rpc['signIn'] = () => handle(app => app.requests.signIn());
export const useSignIn: Rpc['useSignIn'] = (wish, anyway) =>
  handle(app => app.requests.useSignIn(asSignInWish(wish), asFlag(anyway)));
export const removeKey: Rpc['removeKey'] = () => handle(app => app.requests.removeKey());
/** Menu and sidebar are made anew: the page that asked is gone with that. */
export const speak: Rpc['speak'] = language =>
  handleAlone(() => {
    chooseLanguage(asLanguage(language));
    onOpen();
    openSidebar();
    return answer(null);
  });
