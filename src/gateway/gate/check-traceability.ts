import { Failure } from '../../core/failure.ts';
import { judgePurpose } from '../../core/traceability.ts';
import type { Step } from './step.ts';

/** 6. Who the data is for, and why (422, all faults in one answer). */
export const checkTraceability: Step = (call, house) => {
  const { purpose, warnings, faults } = judgePurpose(call.query.parameters, house.strictTraceability);
  call.purpose = purpose;
  call.warnings.push(...warnings);
  if (faults.length > 0) throw new Failure('unprocessable', faults);
};
