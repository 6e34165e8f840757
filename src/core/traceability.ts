import { type Fault, generalFault } from './failure.ts';
import { parseSiret } from './identifiers/siret.ts';
import { objectMaxCharacters } from './terms.ts';

/** Why an administration calls, as it declares it. */
export interface Purpose {
  readonly context: string;
  readonly recipient: string;
  readonly object: string;
}

/** Codes of the header X-Avertissement: what breaks the advice of the documentation without being refused. */
export type Warning = 'recipient-non-siret' | 'object-trop-long';

interface Judgement {
  readonly purpose: Purpose;
  readonly warnings: readonly Warning[];
  readonly faults: readonly Fault[];
}

/**
 * Who the data is for, and why; all faults at once. A recipient that is not a SIRET and a long object are accepted with a
 * warning, since software in service sends both; the strict switch refuses them.
 */
export function judgePurpose(parameters: ReadonlyMap<string, string>, strict: boolean): Judgement {
  const context = (parameters.get('context') ?? '').trim();
  const recipient = (parameters.get('recipient') ?? '').trim();
  const object = (parameters.get('object') ?? '').trim();

  const faults: Fault[] = [];
  if (context === '') faults.push(generalFault('00201', 'context'));
  if (recipient === '') faults.push(generalFault('00203', 'recipient'));
  if (object === '') faults.push(generalFault('00202', 'object'));
  const warnings = warningsOf(recipient, object);
  if (strict) faults.push(...warnings.map((warning) => strictFault[warning]));
  return { purpose: { context, recipient, object }, warnings, faults };
}

const strictFault: Record<Warning, Fault> = {
  'recipient-non-siret': generalFault('00210', 'recipient'),
  'object-trop-long': generalFault('00204', 'object'),
};

function warningsOf(recipient: string, object: string): Warning[] {
  const warnings: Warning[] = [];
  if (recipient !== '' && parseSiret(recipient) === null) warnings.push('recipient-non-siret');
  if (object.length >= objectMaxCharacters && [...object].length >= objectMaxCharacters)
    warnings.push('object-trop-long');
  return warnings;
}
