// expect() makes six functions for each of some forty matchers, and a test calls one of them: here that one alone is
// made, and no other.
const held = globalThis[Symbol.for('$$jest-matchers-object')];
const { matchers } = held;
const whole = globalThis.expect;

/** What jest's expect() gives where there is but one matcher. */
function withOnly(name, actual) {
  held.matchers = { [name]: matchers[name] };
  try {
    return whole(actual);
  } finally {
    held.matchers = matchers;
  }
}

class Light {
  constructor(actual) {
    this.actual = actual;
  }
}
class LightNot extends Light {}
class LightExpectation extends Light {
  get not() {
    return new LightNot(this.actual);
  }

  get resolves() {
    return whole(this.actual).resolves;
  }

  get rejects() {
    return whole(this.actual).rejects;
  }
}
const matching = (kind, name, of) =>
  Object.defineProperty(kind.prototype, name, {
    get() {
      return of(withOnly(name, this.actual))[name];
    },
  });
for (const name of Object.keys(matchers)) {
  matching(LightExpectation, name, made => made);
  matching(LightNot, name, made => made.not);
}

globalThis.expect = Object.assign(actual => new LightExpectation(actual), whole);
