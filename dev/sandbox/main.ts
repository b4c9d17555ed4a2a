// Puts Apps Script's globals into an execution's context. Evaluated there before the script's own files.
import { hostDate } from './date';
import { urlFetchApp } from './fetch';
import { invoke } from './invoke';
import { lockService } from './lock';
import { cacheService, propertiesService } from './properties';
import { scriptApp, session } from './script';
import { makeSpreadsheetApp } from './spreadsheet';
import { htmlService } from './ui';
import { logger, scriptConsole, utilities } from './utilities';

const globals: Readonly<Record<string, unknown>> = {
  SpreadsheetApp: makeSpreadsheetApp(),
  PropertiesService: propertiesService,
  CacheService: cacheService,
  LockService: lockService,
  UrlFetchApp: urlFetchApp,
  HtmlService: htmlService,
  ScriptApp: scriptApp,
  Session: session,
  Utilities: utilities,
  Logger: logger,
  console: scriptConsole,
  Date: hostDate,
};
for (const [name, value] of Object.entries(globals))
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });

/** For the transport. */
Object.defineProperty(globalThis, '__invoke', { value: invoke, enumerable: false });
