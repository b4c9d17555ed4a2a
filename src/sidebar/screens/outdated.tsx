// In the place of every other screen once the server is another version than this page: only a new sidebar can go on.
import type { JSX } from 'preact';
import { ProblemBox } from '../parts/messages';
import { Page } from '../parts/text';
import { words } from '../words';

const { title, again, advice } = words.outdated;

export const OutdatedScreen = (): JSX.Element => (
  <Page title={title}>
    <ProblemBox problem={{ code: 'outdated', title: again, advice, link: null }} />
  </Page>
);
