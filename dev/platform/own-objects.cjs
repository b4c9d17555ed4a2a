// The language's own objects as constants of a context, for the stand-in and for the tests. Node asks for each global of
// a context outside the engine, at some 100 ns a time; a constant of the same name and value is found at once.
const { Script } = require('node:vm');

const NAMES =
  'Array BigInt Boolean Date Error Function JSON Map Math Number Object Promise RangeError Reflect RegExp Set String ' +
  'Symbol TypeError WeakMap WeakSet decodeURIComponent encodeURIComponent isFinite isNaN parseFloat parseInt';

/** To be run in a context whose objects are as they shall stay. `except`: one that is replaced later. */
exports.ownObjects = (except = '') =>
  new Script(
    `const ${NAMES.split(' ')
      .filter(name => name !== except)
      .map(name => `${name} = globalThis.${name}`)
      .join()};`,
  );
