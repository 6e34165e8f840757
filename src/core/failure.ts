import {
  type GeneralCode,
  generalErrors,
  type ProviderErrorText,
  type ProviderSubcode,
  providerErrors,
} from './error-catalogue.ts';
import { type FailureKind, statusOfKind } from './failure-kind.ts';

/** One entry of `errors`: what the caller reads. */
export interface Fault {
  readonly code: string;
  readonly title: string;
  readonly sentence: string;
  readonly parameter?: string;
}

export interface ProviderIdentity {
  readonly slug: string;
  /** Two digits, first half of the codes XXYYY. */
  readonly code: string;
  readonly name: string;
}

interface FailureDetails {
  readonly provider?: ProviderIdentity;
  readonly retryAfterSeconds?: number;
  /** The identifier that replaces the one asked for (301). */
  readonly replacement?: string;
  /** For logs only, never shown. */
  readonly cause?: unknown;
}

/** The only error of the project: thrown anywhere, caught once by the corridor. Anything else thrown is our bug. */
export class Failure extends Error {
  readonly kind: FailureKind;
  readonly faults: readonly Fault[];
  readonly provider: ProviderIdentity | null;
  readonly retryAfterSeconds: number | null;
  readonly replacement: string | null;

  constructor(kind: FailureKind, faults: readonly Fault[], details: FailureDetails = {}) {
    super(faults.map((fault) => fault.code).join(','), { cause: details.cause });
    this.name = 'Failure';
    this.kind = kind;
    this.faults = faults;
    this.provider = details.provider ?? null;
    this.retryAfterSeconds = details.retryAfterSeconds ?? null;
    this.replacement = details.replacement ?? null;
  }

  get status(): number {
    return statusOfKind[this.kind];
  }
}

/** A fault of the general catalogue (codes 00xxx), naming the parameter it is about when there is one. */
export function generalFault(code: GeneralCode, parameter?: string): Fault {
  const { title, sentence } = generalErrors[code];
  return parameter === undefined ? { code, title, sentence } : { code, title, sentence, parameter };
}

/** A failure of the general catalogue with its single fault. */
export function generalFailure(code: GeneralCode, details: FailureDetails = {}): Failure {
  return new Failure(generalErrors[code].kind, [generalFault(code)], details);
}

interface ProviderFailureDetails extends Omit<FailureDetails, 'provider'> {
  /** Replaces the generic sentence where the provider deserves a better one. */
  readonly sentence?: string;
}

/** A failure of a provider: code = provider's two digits + subcode of the shared table. */
export function providerFailure(
  provider: ProviderIdentity,
  subcode: ProviderSubcode,
  details: ProviderFailureDetails = {},
): Failure {
  return ownProviderFailure(provider, subcode, providerErrors[subcode], details);
}

/** A failure with a subcode (and words) of the provider's own, e.g. 03501. */
export function ownProviderFailure(
  provider: ProviderIdentity,
  subcode: string,
  text: ProviderErrorText,
  details: ProviderFailureDetails = {},
): Failure {
  const fault: Fault = {
    code: `${provider.code}${subcode}`,
    title: text.title,
    sentence: details.sentence ?? text.sentence(provider.name),
  };
  return new Failure(text.kind, [fault], { ...details, provider });
}

/** True for the failures that say the provider itself is ill; they feed its circuit. */
export function isProviderOutage(error: unknown): boolean {
  return (
    error instanceof Failure &&
    error.provider !== null &&
    (error.kind === 'provider_error' || error.kind === 'provider_unavailable' || error.kind === 'provider_timeout')
  );
}

/** True when the provider did not answer at all, or not now: more than one of its documents being broken. */
export function isProviderSilence(error: unknown): boolean {
  return error instanceof Failure && (error.kind === 'provider_unavailable' || error.kind === 'provider_timeout');
}
