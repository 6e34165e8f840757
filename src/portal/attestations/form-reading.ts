import { randomUUID } from 'node:crypto';
import { formePour, type ServiceConsultable } from '../../attestations/consultable.ts';
import type { Consultation } from '../../attestations/consulter.ts';
import { lireIdentifiant } from '../../attestations/identifiant.ts';
import { contexteMax, servicesParConsultation } from '../../attestations/regles.ts';
import { monthSegment, yearSegment } from '../../core/subject.ts';
import { objectMaxCharacters } from '../../core/terms.ts';
import { textOf } from '../shared/form-body.ts';
import { FormReading } from '../shared/form-reading.ts';
import { withoutTypedTokens } from '../shared/typed-tokens.ts';
import type { FieldErrors } from '../views/error-summary.tsx';
import { takes } from './words.ts';

/** What is typed in the form, as it was. */
export interface Typed {
  readonly envoi: string;
  readonly identifiant: string;
  readonly services: readonly string[];
  readonly annee: string;
  readonly mois: string;
  readonly contexte: string;
  readonly objet: string;
}

type Read = Pick<Consultation, 'envoi' | 'identifiant' | 'services' | 'periode' | 'contexte' | 'objet'>;

export type FormRead =
  | { readonly typed: Typed; readonly errors: FieldErrors; readonly whole: null }
  | { readonly typed: Typed; readonly errors: null; readonly whole: Read };

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** A form that nothing is typed in; each has a number of its own, which is taken once. */
export const emptyForm = (): Typed => ({
  envoi: randomUUID(),
  ...{ identifiant: '', services: [], annee: '', mois: '', contexte: '', objet: '' },
});

/** Reads it in the order of the page; all faults at once. */
export function readForm(sent: unknown, offered: readonly ServiceConsultable[]): FormRead {
  const { body, errors } = withoutTypedTokens(sent);
  const form = new FormReading(body);
  form.blame(errors);
  const saisie = form.text('identifiant', { max: 100 });
  const lu = lireIdentifiant(saisie);
  if ('faute' in lu) form.refuse('identifiant', lu.faute);

  const names = offered.map(({ endpoint }) => endpoint.name);
  const ticked = form.several('services', names);
  const services = offered.filter(({ endpoint }) => ticked.includes(endpoint.name));
  if (services.length === 0) form.refuse('services', 'Cochez au moins un document ou une information.');
  if (services.length > servicesParConsultation)
    form.refuse('services', `Cochez-en ${servicesParConsultation} au plus à la fois : il y en a ${services.length}.`);
  if ('identifiant' in lu) {
    const unfit = services.filter((service) => formePour(service, lu.identifiant) === null);
    if (unfit.length > 0) form.refuse('services', unfitSentence(unfit));
  }

  const needs = new Set(services.flatMap(({ periodes }) => periodes));
  const annee = form.text('annee', { max: 20 });
  if (needs.has('annee') && yearSegment.parse(annee) === null)
    form.refuse('annee', 'Donnez l’année sur quatre chiffres, comme 2025.');
  const mois = form.text('mois', { max: 20 }).padStart(2, '0');
  if (needs.has('mois') && monthSegment.parse(mois) === null) form.refuse('mois', 'Donnez le mois, de 01 à 12.');

  const contexte = form.text('contexte', { max: contexteMax, missing: 'Dites pour quelle procédure vous consultez.' });
  const objet = form.text('objet', {
    max: objectMaxCharacters - 1,
    missing: 'Donnez la référence de votre dossier : elle dira pourquoi vous avez consulté.',
  });

  const sentNumber = textOf(body, 'envoi');
  const envoi = UUID.test(sentNumber) ? sentNumber : randomUUID();
  const typedMonth = textOf(body, 'mois');
  const typed = { envoi, identifiant: saisie, services: ticked, annee, mois: typedMonth, contexte, objet };
  if (form.isRefused || 'faute' in lu) return { typed, errors: form.errors, whole: null };
  const whole = { envoi, identifiant: lu.identifiant, services, periode: { annee, mois }, contexte, objet };
  return { typed, errors: null, whole };
}

function unfitSentence(unfit: readonly ServiceConsultable[]): string {
  const listed = unfit.map((service) => `« ${service.endpoint.title} » demande ${takes(service)}`);
  return `${listed.join(' ; ')}. Saisissez-le, ou décochez.`;
}
