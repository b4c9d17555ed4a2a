// Where tests run: jest's own, with the language's objects as constants, which saves a fifth of what the core's tests
// take.
const { TestEnvironment } = require('jest-environment-node');
const { ownObjects } = require('../dev/platform/own-objects.cjs');

/** jest's clocks put another Date in its place. */
const own = ownObjects('Date');

/**
 * Playwright takes a stack of so many calls with every step, only to name the step, and to bring each call back to its
 * source would take longer than many steps.
 */
const TAKEN_BY_PLAYWRIGHT = 50;

const asJestTells = (error, calls) => (Error.prepareStackTrace ?? asItIs)(error, calls);
const asItIs = (error, calls) => [String(error), ...calls.map(call => `    at ${call}`)].join('\n');

module.exports = class extends TestEnvironment {
  async setup() {
    await super.setup();
    own.runInContext(this.getVmContext());
    const theirs = this.global.Error;
    theirs.prepareStackTrace = (error, calls) =>
      (theirs.stackTraceLimit === TAKEN_BY_PLAYWRIGHT ? asItIs : asJestTells)(error, calls);
  }
};
