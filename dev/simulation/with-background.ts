// Which bundle the runs with a trigger take: the build with the capability "background", or a broken one made like it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../platform/load';
import type { Setting } from './run';

/** Made by dev/run.mjs. */
const WITH_BACKGROUND = join(repository(), '.build/with-background');

export const distOf = ({ dist }: Setting): string => dist ?? WITH_BACKGROUND;
/** A bundle given in place of ours may have none. */
export const hasTriggers = (setting: Setting): boolean =>
  readFileSync(join(distOf(setting), 'appsscript.json'), 'utf8').includes('auth/script.scriptapp');
