// The ports and the contract with the page are types: nothing of them may reach a bundle.
import * as rpc from '../../src/core/contract/rpc';
import * as ports from '../../src/core/ports';

test.each([
  ['ports', ports],
  ['rpc', rpc],
])('%s has nothing at run time', (_name, module) => {
  expect(Object.keys(module)).toEqual([]);
});
