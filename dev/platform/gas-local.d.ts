// What we use of gas-local, which has no types of its own.
declare module 'gas-local' {
  /** Runs every .js file of the folder in the context and returns it. */
  export function require(folder: string, context: object): object;
}
