// Everything other parts may use of the emulator.
export type * from './types';
export { OPTIONS, defaultOptions, setOptions } from './options';
export type { OptionName, Options } from './options';
