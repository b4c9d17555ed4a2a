// What this build holds. build.mjs puts the constants in, so that whatever stands behind a false one is left out; tests
// see everything.
declare global {
  /** The version in package.json, in server and page alike: a page that was opened before an update knows by it. */
  const VERSION: string;
  /** Time-driven triggers: jobs that go on, and reminders, with the sidebar closed. */
  const BACKGROUND: boolean;
  /** Signing in with a service account, with a key or without. */
  const SERVICE_ACCOUNT: boolean;
}

/** In the place of words that a build without their feature never says. */
export const NOT_HERE = undefined as never;
