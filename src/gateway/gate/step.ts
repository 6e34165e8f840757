import type { Call } from '../call.ts';
import type { House } from '../house.ts';

/** One check. Says what it establishes in the call, or throws the `Failure` to answer. */
export type Step = (call: Call, house: House) => void;
