import type { Fault } from '../../core/failure.ts';
import { readOptions } from '../../core/options.ts';
import { judgePurpose, type Warning } from '../../core/traceability.ts';
import { fieldOf } from '../shared/console/call-fields.ts';
import type { Callable, CallValues } from '../shared/console/callable.ts';
import { dayOf } from '../shared/dates.ts';
import type { FieldErrors } from '../views/error-summary.tsx';
import type { JetonReport } from './door.ts';

/** One thing that was looked at. */
export interface Remark {
  readonly tone: 'good' | 'notice' | 'wrong';
  readonly sentence: string;
}

/** What a call would meet, by the very rules of the gate. */
export interface Verification {
  /** By field, in the order of the page. */
  readonly errors: FieldErrors;
  readonly remarks: readonly Remark[];
}

/** What is missing or malformed in the values of a call, and what is accepted with a warning. */
export function verifyValues({ endpoint }: Callable, values: CallValues, strict: boolean): Verification {
  const given = new Map(Object.entries(values).filter(([, value]) => value !== ''));
  const { segments } = endpoint.subject;
  const subject = endpoint.subject.parse(segments.map(({ parameter }) => values[parameter] ?? ''));
  const purpose = judgePurpose(given, strict);
  const options = readOptions(Object.fromEntries(endpoint.options.map((option) => [option.names[0], option])), given);
  const faults = [...(subject.faults ?? []), ...purpose.faults, ...options.faults];
  const steps = segments
    .filter(({ parameter }) => ['.', '..'].includes(values[parameter] ?? ''))
    .map(({ fault }) => fault);
  const remarks = purpose.warnings.map((warning): Remark => ({ tone: 'notice', sentence: warnings[warning] }));
  return {
    errors: Object.fromEntries(
      [...faults, ...steps].map((fault) => [fieldOf(fault.parameter ?? ''), sentenceOf(fault)]),
    ),
    remarks: [
      ...(subject.faults === null && steps.length === 0
        ? [good(`${segments.map(({ parameter }) => parameter).join(', ')} : bien formé.`)]
        : []),
      ...(purpose.faults.length === 0 ? [good('context, recipient et object : donnés.')] : []),
      ...(strict ? [] : remarks),
    ],
  };
}

const good = (sentence: string): Remark => ({ tone: 'good', sentence });

const sentenceOf = ({ sentence }: Fault): string => sentence.replaceAll("'", '’');

const warnings: Record<Warning, string> = {
  'recipient-non-siret':
    'recipient n’est pas un SIRET : l’appel est accepté, avec l’en-tête X-Avertissement: recipient-non-siret. Corrigez-le.',
  'object-trop-long':
    'object a 50 caractères ou plus : l’appel est accepté, avec l’en-tête X-Avertissement: object-trop-long. Raccourcissez-le.',
};

/** What the token lets hope: whether it is known, until when, and whether it opens this endpoint. */
export function verifyJeton({ endpoint: { scopes } }: Callable, report: JetonReport): Remark {
  switch (report.kind) {
    case 'malformed':
      return wrong(
        'Ce n’est pas un jeton d’API Entreprise : il en a trois parties, séparées par des points, et commence par « eyJ ». La réponse serait 401.',
      );
    case 'unknown':
      return wrong('Ce jeton n’est pas reconnu : il vient d’ailleurs, ou il est mal recopié. La réponse serait 401.');
    case 'revoked':
      return wrong('Ce jeton a été révoqué. La réponse serait 401.');
    case 'expired':
      return wrong(`Ce jeton a expiré le ${dayOf(report.endedOn)}. La réponse serait 401.`);
    case 'untold':
      return {
        tone: 'notice',
        sentence: 'Le registre des jetons ne répond pas en ce moment : seul un appel dira ce que vaut le vôtre.',
      };
    case 'valid':
      return verifyRight(scopes, report.roles, report.endsOn);
  }
}

const wrong = (sentence: string): Remark => ({ tone: 'wrong', sentence });

function verifyRight(scopes: readonly string[], roles: readonly string[], endsOn: Date): Remark {
  const opening = scopes.find((scope) => roles.includes(scope));
  if (opening !== undefined) {
    return good(`Jeton reconnu, valable jusqu’au ${dayOf(endsOn)} ; son droit ${opening} ouvre cet endpoint.`);
  }
  const held = roles.length === 0 ? 'Il n’en a aucun' : `Il a : ${roles.join(', ')}`;
  return wrong(
    `Jeton reconnu, mais sans le droit ${scopes.join(' ou ')} : la réponse serait 403. ${held}. Pour l’élargir, il faut une nouvelle demande d’habilitation.`,
  );
}
