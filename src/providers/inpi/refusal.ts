import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { providerErrors } from '../../core/error-catalogue.ts';
import { Failure, type Fault, type ProviderIdentity, providerFailure } from '../../core/failure.ts';
import type { WireAnswer } from '../../core/provider.ts';

const GlobalErrors = Compile(Type.Object({ globalErrors: Type.Array(Type.String(), { minItems: 1 }) }));

/** An error of the INPI is a few sentences; beyond, it is not one of them. */
const MAX_FAULTS = 10;
const MAX_LENGTH = 300;
const SESSION_IS_OVER = 'session over';

/** What an answer that is not data says: the session is over, errors (one fault for each), or nothing readable. */
export function refusalOf(inpi: ProviderIdentity, { status, body }: WireAnswer): Failure {
  if (status === 401 || status === 403) return providerFailure(inpi, '006', { cause: SESSION_IS_OVER });
  const errors = readGlobalErrors(body);
  if (errors === null) return providerFailure(inpi, status === 200 ? '055' : '000', { cause: `status ${status}` });
  const faults = errors.slice(0, MAX_FAULTS).map((text) => faultOf(inpi, text));
  return new Failure('provider_error', faults, { provider: inpi, cause: 'globalErrors' });
}

/** True for the failure that a new session may mend. */
export function isSessionOver(error: unknown): boolean {
  return error instanceof Failure && error.cause === SESSION_IS_OVER;
}

function faultOf(inpi: ProviderIdentity, text: string): Fault {
  const said = text.replace(/\s+/g, ' ').trim().slice(0, MAX_LENGTH);
  return {
    code: `${inpi.code}000`,
    title: providerErrors['000'].title,
    sentence: `Le fournisseur de données (${inpi.name}) a répondu par une erreur : « ${said} ».`,
  };
}

function readGlobalErrors(body: Buffer): string[] | null {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return GlobalErrors.Check(value) ? value.globalErrors : null;
  } catch {
    return null;
  }
}
