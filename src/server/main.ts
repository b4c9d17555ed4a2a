// Every function that the page, the menu and Google may call: the build makes each export, and nothing else, top-level.
import { answer } from '../core/contract/answer';
import type { Rpc } from '../core/contract/rpc';
import {
  asAction,
  asAddresses,
  asDays,
  asFlag,
  asId,
  asLanguage,
  asMarkHow,
  asOptions,
  asPerRun,
  asPlanSource,
  asSheet,
  asSignInWish,
  asSource,
  asStates,
  asText,
  asTexts,
  asTyped,
  handle,
} from './guard';
import { chooseLanguage } from './language';
import { onOpen, showSidebar } from './menu';

export { onInstall, onOpen, showSidebar } from './menu';
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
} from './menu-actions';

export const overview: Rpc['overview'] = () => handle(app => app.desk.overview());
export const mark: Rpc['mark'] = how => handle(app => app.desk.mark(asMarkHow(how), app.selection));
export const preview: Rpc['preview'] = (action, options, source) =>
  handle(app => app.desk.preview(asAction(action), asOptions(options), asPlanSource(source, action)));
export const start: Rpc['start'] = (action, options, planId, typed, source) =>
  handle(app =>
    app.desk.start(asAction(action), asOptions(options), asId(planId), asTyped(typed), asPlanSource(source, action)),
  );
export const pastJobs: Rpc['pastJobs'] = () => handle(app => app.desk.pastJobs());
export const schedule: Rpc['schedule'] = () => handle(app => app.desk.schedule());
export const switchSchedule: Rpc['switchSchedule'] = (on, perRun, typed) =>
  handle(app => app.desk.switchSchedule(asFlag(on), asPerRun(perRun), asTyped(typed)));
export const unanswered: Rpc['unanswered'] = () => handle(app => app.desk.unanswered());
export const lookUp: Rpc['lookUp'] = text => handle(app => app.desk.lookUp(asText(text)));
export const previewCheck: Rpc['previewCheck'] = source =>
  handle(app => app.desk.previewCheck(asSource(source), app.selectedText));
export const startCheck: Rpc['startCheck'] = addresses => handle(app => app.desk.startCheck(asAddresses(addresses)));
export const checked: Rpc['checked'] = jobId => handle(app => app.desk.checked(asId(jobId)));
export const addToSheet: Rpc['addToSheet'] = (addresses, mark) =>
  handle(app => app.desk.addToSheet(asAddresses(addresses), asFlag(mark)));
export const refresh: Rpc['refresh'] = states => handle(app => app.desk.refresh(asStates(states)));
export const advance: Rpc['advance'] = jobId => handle(app => app.desk.advance(asId(jobId)));
export const progress: Rpc['progress'] = () => handle(app => app.desk.progress());
export const pause: Rpc['pause'] = jobId => handle(app => app.desk.pause(asId(jobId)));
export const resume: Rpc['resume'] = jobId => handle(app => app.desk.resume(asId(jobId)));
export const stop: Rpc['stop'] = jobId => handle(app => app.desk.stop(asId(jobId)));
export const takeOver: Rpc['takeOver'] = jobId => handle(app => app.desk.resume(asId(jobId)));
export const background: Rpc['background'] = (jobId, on) => handle(app => app.desk.background(asId(jobId), asFlag(on)));
export const showActivity: Rpc['showActivity'] = job =>
  handle(app => app.showActivity(job === null ? null : asId(job)));
export const summary: Rpc['summary'] = () => handle(app => app.showSummary());
export const showSheet: Rpc['showSheet'] = sheet => handle(app => app.showSheet(asSheet(sheet)));
export const previewArchive: Rpc['previewArchive'] = days => handle(app => app.desk.previewArchive(asDays(days)));
export const archive: Rpc['archive'] = days => handle(app => app.desk.archive(asDays(days)));
export const checkSetup: Rpc['checkSetup'] = () => handle(app => app.checkSetup());
export const settings: Rpc['settings'] = () => handle(app => app.settings.settings());
export const saveSettings: Rpc['saveSettings'] = (texts, before) =>
  handle(app => app.settings.saveSettings(asTexts(texts), asTexts(before)));
export const signIn: Rpc['signIn'] = () => handle(app => app.signIn.signIn());
export const useSignIn: Rpc['useSignIn'] = (wish, anyway) =>
  handle(app => app.signIn.useSignIn(asSignInWish(wish), asFlag(anyway)));
export const removeKey: Rpc['removeKey'] = () => handle(app => app.signIn.removeKey());
/** Menu and sidebar are made anew: the page that asked is gone with that. */
export const speak: Rpc['speak'] = language =>
  handle(() => {
    chooseLanguage(asLanguage(language));
    onOpen();
    showSidebar();
    return answer(null);
  });
