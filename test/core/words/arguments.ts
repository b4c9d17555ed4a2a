// Fitting arguments for every function of a catalogue of words, made from its types: each value of a union, numbers for
// one and for many, texts, lists and records.
import * as fc from 'fast-check';
import { join } from 'node:path';
import ts from 'typescript';

const FILE = join(__dirname, '../../../src/core/words/en.ts');
/** Of each function; enough that every branch of the sentences is taken, and the same ones at every run. */
const SAMPLES = { numRuns: 200, seed: 12 };
/** Nothing, one, more, and what is written as minutes, hours, days, or with a separator. */
const NUMBERS = [0, 1, 2, 1.5, 59, 61, 3_600, 12_345, 90_000, 200_000];
/** The text that is given: no word of any language. */
export const NAME = 'Qqq';
const TEXTS = [NAME, ''];

type Sets = readonly (readonly unknown[])[];
/** Path of a function → sets of arguments. */
export type Arguments = ReadonlyMap<string, Sets>;

const program = ts.createProgram([FILE], {
  strict: true,
  noEmit: true,
  types: [],
  target: ts.ScriptTarget.ES2019,
  lib: ['lib.es2019.d.ts'], // as src/core has it; the DOM's types take a second to read
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
});
const checker = program.getTypeChecker();
const has = (type: ts.Type, flag: ts.TypeFlags): boolean => (type.flags & flag) !== 0;

function valuesOf(type: ts.Type): fc.Arbitrary<unknown> {
  if (type.isUnion()) return fc.oneof(...type.types.map(valuesOf));
  if (type.isStringLiteral() || type.isNumberLiteral()) return fc.constant(type.value);
  if (has(type, ts.TypeFlags.BooleanLiteral)) return fc.constant(checker.typeToString(type) === 'true');
  if (has(type, ts.TypeFlags.String)) return fc.constantFrom(...TEXTS);
  if (has(type, ts.TypeFlags.Number)) return fc.constantFrom(...NUMBERS);
  if (has(type, ts.TypeFlags.Null)) return fc.constant(null);
  if (has(type, ts.TypeFlags.Undefined)) return fc.constant(undefined);
  if (checker.isTupleType(type))
    return fc.tuple(...checker.getTypeArguments(type as ts.TypeReference).map(each => valuesOf(each)));
  if (checker.isArrayType(type)) {
    const [element] = checker.getTypeArguments(type as ts.TypeReference);
    if (element !== undefined) return fc.array(valuesOf(element), { maxLength: 5 });
  }
  if (has(type, ts.TypeFlags.Object) && type.getCallSignatures().length === 0)
    return fc.record(Object.fromEntries(propertiesOf(type).map(([name, each]) => [name, valuesOf(each)])));
  throw new Error(`No argument can be made of the type ${checker.typeToString(type)}.`);
}
const propertiesOf = (type: ts.Type): [string, ts.Type][] =>
  type.getProperties().map(symbol => [symbol.name, checker.getTypeOfSymbol(symbol)]);

const different = (sets: Sets): Sets => [...new Map(sets.map(set => [JSON.stringify(set), set])).values()];

function collect(type: ts.Type, path: string, found: Map<string, Sets>): void {
  const [call] = type.getCallSignatures();
  if (call !== undefined) {
    const given = call.parameters.map(parameter => valuesOf(checker.getTypeOfSymbol(parameter)));
    found.set(path, different(fc.sample(fc.tuple(...given), SAMPLES)));
  } else if (has(type, ts.TypeFlags.Object) && !checker.isArrayType(type) && !checker.isTupleType(type))
    for (const [name, each] of propertiesOf(type)) collect(each, path === '' ? name : `${path}.${name}`, found);
}

/** Of the catalogue that `name` of en.ts makes: the words of the server, or of the page. */
export function argumentsOf(name: 'server' | 'page'): Arguments {
  const source = program.getSourceFile(FILE);
  const module_ = source && checker.getSymbolAtLocation(source);
  const make = module_ && checker.getExportsOfModule(module_).find(symbol => symbol.name === name);
  const words = make && checker.getTypeOfSymbol(make).getCallSignatures()[0]?.getReturnType();
  if (words === undefined) throw new Error(`${FILE} exports no function ${name}.`);
  const found = new Map<string, Sets>();
  collect(words, '', found);
  return found;
}
