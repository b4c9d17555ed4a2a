// What the page and the menu ask of the core alone, one file a thing. settings.ts and sign-in.ts need more of the
// platform, and are taken up with these in src/server/app.ts, setup.ts in src/server/setup.ts; src/server/main.ts is
// what the page calls.
import type { Context } from '../context';
import { archiveRequests } from './archive';
import { checkRequests } from './check';
import { jobRequests } from './jobs';
import { lookUp } from './look-up';
import { markRequests } from './mark';
import { overview } from './overview';
import { peopleRequests } from './people';
import { previewRequests } from './preview';
import { reportRequests } from './reports';
import { scheduleRequests } from './schedule';

export type Requests = ReturnType<typeof makeRequests>;

export const makeRequests = (context: Context) => ({
  overview: (quick?: boolean) => overview(context, quick),
  lookUp: (text: string) => lookUp(context, text),
  ...markRequests(context),
  ...checkRequests(context),
  ...peopleRequests(context),
  ...previewRequests(context),
  ...jobRequests(context),
  ...reportRequests(context),
  ...archiveRequests(context),
  ...scheduleRequests(context),
});
