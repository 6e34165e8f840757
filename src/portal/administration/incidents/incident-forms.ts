import type { Endpoint } from '../../../core/endpoint.ts';
import type { EtatIncident, Gravite } from '../../../records/tables/watching.ts';
import type { EditInput, PointInput } from '../../../watch/incidents/changes.ts';
import type { OpenInput } from '../../../watch/incidents/desk.ts';
import { textOf } from '../../shared/form-body.ts';
import { FormReading } from '../../shared/form-reading.ts';
import { readServices } from '../service-choices.tsx';

export const TITLE_MAX = 120;
export const TEXT_MAX = 2000;
export const ACTION_MAX = 300;

const severities: readonly [Gravite, ...Gravite[]] = ['mineure', 'majeure', 'critique'];
const openStates = ['investigation', 'identifie', 'surveillance'] as const;
const states: readonly [EtatIncident, ...EtatIncident[]] = [...openStates, 'resolu'];

/** A form as it was read: what it says, and what is wrong with it. */
export interface Read<Input> {
  readonly form: FormReading;
  readonly input: Input;
}

interface Around {
  readonly endpoints: readonly Endpoint[];
  readonly now: Date;
}

export function readOpening(body: unknown, { endpoints, now }: Around): Read<OpenInput> {
  const form = new FormReading(body);
  const about = readAbout(form, endpoints);
  const etat = form.choice('etat', openStates, 'Choisissez l’état de l’incident.');
  const texte = readText(form);
  const next = readNext(form, now);
  return { form, input: { ...about, etat, texte, ...next, brouillon: textOf(body, 'action') === 'brouillon' } };
}

export function readEdit(body: unknown, { endpoints }: Around): Read<EditInput> {
  const form = new FormReading(body);
  return { form, input: readAbout(form, endpoints) };
}

export function readPoint(body: unknown, { now }: Around): Read<PointInput> {
  const form = new FormReading(body);
  const etat = form.choice('etat', states, 'Choisissez l’état de l’incident.');
  const texte = readText(form);
  return { form, input: { etat, texte, ...(etat === 'resolu' ? NOTHING_NEXT : readNext(form, now)) } };
}

export function readPublication(body: unknown): Read<string> {
  const form = new FormReading(body);
  return { form, input: readText(form) };
}

const NOTHING_NEXT = { prochaineAction: '', finPrevueLe: null };

function readAbout(form: FormReading, endpoints: readonly Endpoint[]): EditInput {
  const missing = 'Donnez un titre : ce que constate un appelant, comme « Réponses lentes de la MSA ».';
  return {
    titre: form.text('titre', { max: TITLE_MAX, missing }),
    gravite: form.choice('gravite', severities, 'Choisissez une gravité.'),
    endpoints: readServices(form, endpoints),
  };
}

function readText(form: FormReading): string {
  return form.text('texte', { max: TEXT_MAX, missing: 'Dites ce que l’on sait, même si c’est peu.' });
}

function readNext(form: FormReading, now: Date): Pick<PointInput, 'prochaineAction' | 'finPrevueLe'> {
  const prochaineAction = form.text('prochaine_action', { max: ACTION_MAX });
  const finPrevueLe = form.instant('fin_prevue');
  if (finPrevueLe !== null && finPrevueLe <= now)
    form.refuse('fin_prevue', 'Cette heure est passée : donnez-en une à venir, ou laissez vide.');
  return { prochaineAction, finPrevueLe };
}
