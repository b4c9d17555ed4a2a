// Chance from a seed, for every choice of a run.
import { randomFrom } from '../emulator/random';

export class Chance {
  readonly next: () => number;
  constructor(seed: number) {
    this.next = randomFrom(Math.imul(seed + 1, 0x9e3779b1));
  }
  /** A whole number from 0 to below `limit`. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }
  /** True so often (0 to 1). */
  happens(share: number): boolean {
    return this.next() < share;
  }
  pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new Error('Nothing to choose from.');
    return list[this.below(list.length)] as T;
  }
}
