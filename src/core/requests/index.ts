// All that the page and the menu can ask of the core, one file a thing; the server adds what only the platform knows.
import type { Context } from '../context';
import { archiveRequests } from './archive';
import { checkRequests } from './check';
import { jobRequests } from './jobs';
import { lookUp } from './look-up';
import { markRequests } from './mark';
import { overview } from './overview';
import { previewRequests } from './preview';
import { reportRequests } from './reports';
import { scheduleRequests } from './schedule';

export type Requests = ReturnType<typeof makeRequests>;

export const makeRequests = (context: Context) => ({
  overview: () => overview(context),
  lookUp: (text: string) => lookUp(context, text),
  ...markRequests(context),
  ...checkRequests(context),
  ...previewRequests(context),
  ...jobRequests(context),
  ...reportRequests(context),
  ...archiveRequests(context),
  ...scheduleRequests(context),
});
