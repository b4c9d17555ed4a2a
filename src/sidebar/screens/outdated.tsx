// In the place of every other screen once the server is another version than this page: only a new sidebar can go on.
import type { JSX } from 'preact';
import { ProblemBox } from '../parts/messages';
import { Heading } from '../parts/text';
import { words } from '../words';

const { title, again, advice } = words.outdated;

export const OutdatedScreen = (): JSX.Element => (
  <section>
    <Heading>{title}</Heading>
    <ProblemBox problem={{ code: 'outdated', title: again, advice, link: null }} />
  </section>
);
