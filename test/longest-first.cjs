// Starts the longest tests first, so that none runs alone at the end; jest guesses by the size of a file, and the
// longest of ours are short.
const { default: Sequencer } = require('@jest/test-sequencer');

const LONG = ['browser', 'sidebar', 'simulation', 'rig', 'core', 'clasp', 'properties'];

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const at = LONG.findIndex(folder => path.includes(`/test/${folder}/`));
      return at < 0 ? LONG.length : at;
    };
    return super.sort(tests).sort((one, other) => rank(one) - rank(other));
  }
};
