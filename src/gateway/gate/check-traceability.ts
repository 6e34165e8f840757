import { Failure, type Fault, generalFault } from '../../core/failure.ts';
import { parseSiret } from '../../core/identifiers/siret.ts';
import { objectMaxCharacters } from '../../core/terms.ts';
import type { Warning } from '../call.ts';
import type { Step } from './step.ts';

/**
 * 6. Who the data is for, and why (422, all faults in one answer). A recipient that is not a SIRET and a long object
 * are accepted with a warning, since software in service sends both; the strict switch refuses them.
 */
export const checkTraceability: Step = (call, house) => {
  const { parameters } = call.query;
  const context = (parameters.get('context') ?? '').trim();
  const recipient = (parameters.get('recipient') ?? '').trim();
  const object = (parameters.get('object') ?? '').trim();
  call.purpose = { context, recipient, object };

  const faults: Fault[] = [];
  if (context === '') faults.push(generalFault('00201', 'context'));
  if (recipient === '') faults.push(generalFault('00203', 'recipient'));
  if (object === '') faults.push(generalFault('00202', 'object'));
  for (const warning of warningsOf(recipient, object)) {
    call.warnings.push(warning);
    if (house.strictTraceability) faults.push(strictFault[warning]);
  }
  if (faults.length > 0) throw new Failure('unprocessable', faults);
};

const strictFault: Record<Warning, Fault> = {
  'recipient-non-siret': generalFault('00210', 'recipient'),
  'object-trop-long': generalFault('00204', 'object'),
};

function warningsOf(recipient: string, object: string): Warning[] {
  const warnings: Warning[] = [];
  if (recipient !== '' && parseSiret(recipient) === null) warnings.push('recipient-non-siret');
  if ([...object].length >= objectMaxCharacters) warnings.push('object-trop-long');
  return warnings;
}
