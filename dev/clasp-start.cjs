// Loaded before clasp: the googleapis package brings some three hundred APIs and loads them all, clasp calls six; each
// is loaded here when it is first used, which halves clasp's start.
const Module = require('node:module');

const load = Module._load;
const INDEX = /googleapis[\\/]build[\\/]src[\\/](?:apis[\\/])?index\.js$/;
const API = /^\.\/(?:apis\/)?[\w./]+$/;

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
  if (
    parent === undefined ||
    parent === null ||
    !INDEX.test(parent.filename ?? '') ||
    !API.test(name) ||
    name === './googleapis'
  )
    return now();
  let loaded;
  const whole = () => {
    loaded ??= now();
    return loaded;
  };
  return new Proxy({}, { get: (_target, key) => later(() => whole()[key]) });
};
