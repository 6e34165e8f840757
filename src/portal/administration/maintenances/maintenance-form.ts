import { parisLocal } from '../../../core/dates/paris-local.ts';
import type { Endpoint } from '../../../core/endpoint.ts';
import type { Maintenance } from '../../../records/maintenances.ts';
import type { MaintenanceInput } from '../../../watch/maintenances/desk.ts';
import { textOf } from '../../shared/form-body.ts';
import { FormReading } from '../../shared/form-reading.ts';
import { readServices } from '../service-choices.tsx';

const TITLE_MAX = 120;
const TEXT_MAX = 2000;
const DAY_MS = 86_400_000;
/** Longer is a mistake in a date rather than a maintenance. */
const LONGEST_DAYS = 31;

/** What the form shows in its fields: what is kept, or what was sent and has to be mended. */
export interface MaintenanceValues {
  readonly titre: string;
  readonly texte: string;
  readonly endpoints: readonly string[];
  readonly debut: string;
  readonly fin: string;
  readonly effet: string;
}

export const emptyMaintenance: MaintenanceValues = {
  titre: '',
  texte: '',
  endpoints: [],
  debut: '',
  fin: '',
  effet: '',
};

export function keptMaintenance({ titre, texte, endpoints, debut, fin, coupure }: Maintenance): MaintenanceValues {
  const effet = coupure ? 'coupure' : 'annonce';
  return { titre, texte, endpoints, debut: parisLocal(debut), fin: parisLocal(fin), effet };
}

export function sentMaintenance(body: unknown, endpoints: readonly Endpoint[]): MaintenanceValues {
  const [titre, texte, debut, fin] = [
    textOf(body, 'titre'),
    textOf(body, 'texte'),
    textOf(body, 'debut'),
    textOf(body, 'fin'),
  ];
  const ticked = readServices(new FormReading(body), endpoints);
  return { titre, texte, endpoints: ticked, debut, fin, effet: textOf(body, 'effet') };
}

interface Around {
  readonly endpoints: readonly Endpoint[];
  readonly now: Date;
  /** Its beginning, when it is already announced. */
  readonly beginning?: Date;
}

export function readMaintenance(
  body: unknown,
  { endpoints, now, beginning }: Around,
): { readonly form: FormReading; readonly input: MaintenanceInput | null } {
  const form = new FormReading(body);
  const missing = 'Donnez un titre : ce qui est fait, comme « Changement de certificat de la MSA ».';
  const titre = form.text('titre', { max: TITLE_MAX, missing });
  const texte = form.text('texte', { max: TEXT_MAX, missing: 'Dites ce qui est fait, et ce que l’appelant verra.' });
  const ticked = readServices(form, endpoints);
  const debut = beginningOf(form, beginning);
  const fin = form.instant('fin', 'Donnez l’heure de la fin.');
  if (debut !== null && fin !== null) refuseSpan(form, { debut, fin, now, isNew: debut !== beginning });
  const effet = form.choice('effet', ['coupure', 'annonce'], 'Choisissez ce qui arrive aux appels.');
  if (form.isRefused || debut === null || fin === null) return { form, input: null };
  return { form, input: { titre, texte, endpoints: ticked, debut, fin, coupure: effet === 'coupure' } };
}

/** The field holds minutes: a beginning that was not touched stays what it is, to the second. */
function beginningOf(form: FormReading, known: Date | undefined): Date | null {
  const debut = form.instant('debut', 'Donnez l’heure du début.');
  return known !== undefined && debut !== null && parisLocal(debut) === parisLocal(known) ? known : debut;
}

interface Span {
  readonly debut: Date;
  readonly fin: Date;
  readonly now: Date;
  readonly isNew: boolean;
}

function refuseSpan(form: FormReading, { debut, fin, now, isNew }: Span): void {
  if (isNew && debut < now) form.refuse('debut', 'Cette heure est passée : une maintenance s’annonce avant.');
  if (fin <= debut) form.refuse('fin', 'La fin doit suivre le début.');
  else if (fin <= now) form.refuse('fin', 'Cette heure est passée : donnez-en une à venir.');
  else if (fin.getTime() - debut.getTime() > LONGEST_DAYS * DAY_MS)
    form.refuse('fin', `Plus de ${LONGEST_DAYS} jours : vérifiez les dates, ou annoncez plusieurs maintenances.`);
}
