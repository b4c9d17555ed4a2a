// Loaded before clasp: the googleapis package brings some three hundred APIs and loads them all, clasp calls six; and
// what its questions and its server for assistants are made of is no part of making or pushing a script. Each is loaded
// here when it is first used, which halves clasp's start.
const Module = require('node:module');

const load = Module._load;
const INDEX = /googleapis[\\/]build[\\/]src[\\/](?:apis[\\/])?index\.js$/;
const API = /^\.\/(?:apis\/)?[\w./]+$/;
/** Asked for by modules, which have no parent here. */
const UNASKED = /[\\/](?:rxjs[\\/]dist[\\/]cjs[\\/]index|ajv[\\/]dist[\\/]ajv|ajv-formats[\\/]dist[\\/]index)\.js$/;

const isSpared = (name, parent) =>
  parent === undefined || parent === null
    ? UNASKED.test(name)
    : INDEX.test(parent.filename ?? '') && API.test(name) && name !== './googleapis';

/** Stands for a module's export, and for what that holds. */
const later = get =>
  new Proxy(
    function laterOne() {
      /* never called itself */
    },
    {
      get: (_target, name) => get()[name],
      apply: (_target, self, given) => Reflect.apply(get(), self, given),
      construct: (_target, given) => Reflect.construct(get(), given),
      ownKeys: () => Reflect.ownKeys(get()),
      getOwnPropertyDescriptor: (_target, name) => Object.getOwnPropertyDescriptor(get(), name),
    },
  );

Module._load = function lazily(name, parent, ...rest) {
  const now = () => load.call(Module, name, parent, ...rest);
  if (!isSpared(name, parent)) return now();
  let loaded;
  const whole = () => {
    loaded ??= now();
    return loaded;
  };
  const value = key => later(() => whole()[key]);
  return new Proxy(
    {},
    {
      get: (_target, key) => value(key),
      // A module that imports it asks first whether it has what it exports.
      getOwnPropertyDescriptor: (_target, key) => ({ value: value(key), configurable: true, enumerable: true }),
    },
  );
};
