// The good answer to a request; the bad one needs words (words/problem.ts).
import type { Answer } from './rpc';

export const answer = <T>(value: T): Answer<T> => ({ ok: true, value });
