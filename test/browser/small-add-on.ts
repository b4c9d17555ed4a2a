// A small add-on for the workbench's own tests, so that they tell of the workbench and not of what we ship.
import { copyFile, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CODE = `function onOpen() {
  var ui = SpreadsheetApp.getUi();
  ui.createAddonMenu().addItem('Make list', 'makeList').addSeparator()
    .addSubMenu(ui.createMenu('More').addItem('Ask', 'ask').addItem('Ask for a name', 'askName').addItem('Fail', 'fail').addItem('Format in plain text', 'formatPlain'))
    .addItem('Work for long', 'workForLong').addItem('Open sidebar', 'openSidebar').addItem('Say hello', 'sayHello').addItem('Note the selection', 'noteSelection')
    .addSubMenu(ui.createMenu('World').addItem('List', 'listAll').addItem('Send twice', 'sendTwice').addItem('Tell the time', 'tellTime')).addToUi();
}
function makeList() {
  var sheet = SpreadsheetApp.getActiveSpreadsheet().insertSheet('List');
  sheet.getRange('A2:A6').insertCheckboxes();
  sheet.getRange('A1:D1').setValues([['Mark', 'Name', 'Size', 'State']]);
  sheet.getRange('A2:D6').setValues([[false, 'pear', 30, 'open'], [true, 'apple', 200, 'done'], [false, 'cherry', 5, 'open'], [false, 'banana', 100, 'late'], [false, 'fig', 7, 'done']]);
  sheet.getRange('D2:D6').setDataValidation(SpreadsheetApp.newDataValidation().requireValueInList(['open', 'late', 'done'], true).setAllowInvalid(false).build());
  sheet.setFrozenRows(1);
  sheet.getRange('A1:D6').createFilter();
  sheet.setConditionalFormatRules([SpreadsheetApp.newConditionalFormatRule().whenTextEqualTo('done').setBackground('#b7e1cd').setRanges([sheet.getRange('D2:D6')]).build()]);
  sheet.setColumnWidths(2, 1, 180);
  sheet.activate();
}
function note(text) { SpreadsheetApp.getActiveSpreadsheet().getSheets()[0].getRange('A1').setValue(text); }
function ask() { note('asking'); SpreadsheetApp.flush(); var ui = SpreadsheetApp.getUi(); note('answer: ' + ui.alert('A question', 'Is it so?', ui.ButtonSet.YES_NO)); }
function askName() { var ui = SpreadsheetApp.getUi(); var reply = ui.prompt('Who?', 'A name, please', ui.ButtonSet.OK_CANCEL); note(reply.getSelectedButton() + ': ' + reply.getResponseText()); }
function formatPlain() { var sheet = SpreadsheetApp.getActiveSheet(); sheet.getRange('F1').setValue('formatted'); sheet.getRange('A1:C3').setNumberFormat('@'); }
function fail() { throw new Error('It broke.'); }
function sayHello() { SpreadsheetApp.getActiveSpreadsheet().toast('Hello to everybody', 'Greeting', 30); }
function noteSelection() { note(SpreadsheetApp.getActiveSpreadsheet().getActiveRange().getA1Notation()); }
function workForLong() {
  var sheet = SpreadsheetApp.getActiveSpreadsheet().getSheets()[0];
  for (var step = 1; step <= 1000; step++) { sheet.getRange('B1').setValue(step); SpreadsheetApp.flush(); Utilities.sleep(20); }
}
function openSidebar() { SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutputFromFile('Sidebar').setTitle('Test sidebar')); }
function api(path, method) { return { url: 'https://cloudidentity.googleapis.com/v1/customers/my_customer/userinvitations' + path, method: method, headers: { Authorization: 'Bearer ' + ScriptApp.getOAuthToken() }, muteHttpExceptions: true }; }
function listAll() { note('list ' + UrlFetchApp.fetchAll([api('?pageSize=200', 'get'), api('?pageSize=200', 'get'), api('?pageSize=200', 'get')]).map(function (reply) { return reply.getResponseCode(); }).join()); }
function sendTwice() {
  var rows = JSON.parse(UrlFetchApp.fetchAll([api("?pageSize=200&filter=state%3D%3D'NOT_YET_SENT'", 'get')])[0].getContentText()).userInvitations;
  var address = rows[0].name.split('/').pop();
  UrlFetchApp.fetchAll([api('/' + address + ':send', 'post'), api('/' + address + ':send', 'post')]);
  note('sent to ' + address);
}
function tellTime() { note(new Date().toISOString().slice(0, 10)); }
function double(number) { return number * 2; }
function echo(value) { return value; }
function slowly(number) { Utilities.sleep(50); return number; }
function hidden_() { return 'never'; }
`;

const SIDEBAR = `<!DOCTYPE html>
<html>
<head><title>Test</title></head>
<body>
<button id="double">Double</button><button id="fail">Fail</button><button id="many">Many</button><button id="date">Date</button><button id="close">Close</button>
<output id="out"></output>
<script>
var out = document.getElementById('out');
function say(text) { out.textContent = text; }
function on(id, act) { document.getElementById(id).onclick = act; }
on('double', function () { google.script.run.withUserObject('box').withSuccessHandler(function (value, user) { say(value + ' for ' + user); }).double(21); });
on('fail', function () { google.script.run.withFailureHandler(function (error) { say(error.name + ': ' + error.message); }).fail(); });
on('date', function () {
  try { google.script.run.echo([1, { when: new Date() }]); say('carried'); } catch (error) { say(error.name); }
  say(out.textContent + ', ' + typeof google.script.run.hidden_ + ', ' + self.origin);
  google.script.run.withSuccessHandler(function (value) { say(out.textContent + ', ' + JSON.stringify(value)); }).echo([1, undefined, { a: undefined, b: null }]);
});
on('many', function () {
  var done = [];
  for (var number = 1; number <= 25; number++) google.script.run.withSuccessHandler(function (value) { done.push(value); say(done.length + ' of 25'); }).slowly(number);
});
on('close', function () { google.script.host.close(); });
</script>
</body>
</html>
`;

/** A dist folder with it; the caller removes it. */
export async function writeSmallAddOn(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'small-add-on-'));
  await Promise.all([
    writeFile(join(folder, 'Code.js'), CODE),
    writeFile(join(folder, 'Sidebar.html'), SIDEBAR),
    copyFile(join(__dirname, '../../appsscript.json'), join(folder, 'appsscript.json')),
  ]);
  return folder;
}
