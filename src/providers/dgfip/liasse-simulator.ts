import { parisClock } from '../../core/dates/paris-clock.ts';
import { jsonReply, type SimulatedReply, type SimulatedRequest } from '../../simulator/simulation.ts';
import type { FictionalUnit, FoundUnit } from '../../simulator/units.ts';
import { FORMS, type Form, type FormCase } from './liasse-forms-simulator.ts';
import { behindDgfipLogin, dgfipPage, plainBehindDgfipLogin } from './login-simulator.ts';

/** SANDBOX.md promises every year from 2017; EP-011 asks for 2016. */
const FIRST_YEAR = 2016;
const VALUES_OF_A_REPEATED_CASE = { usual: 2, large: 200 };

export const declarationOperation = behindDgfipLogin({
  method: 'GET',
  path: /^\/getLiasseFiscale$/,
  identify: ({ query }) => query.get('siren') ?? '',
  found: declared,
  unknown: unknownPage,
  brokenDown: () =>
    dgfipPage("Page d'erreur applicative", "Une erreur applicative s'est produite sur le serveur ADELIE.", 500),
});

export const dictionaryOperation = plainBehindDgfipLogin({
  method: 'GET',
  path: /^\/dictionnaire$/,
  answer: (request) => {
    const year = yearOf(request);
    return year === null ? unknownPage() : jsonReply({ dictionnaire: FORMS.map((form) => described(form, year)) });
  },
});

/** A company that it knows has an `entreprise` even for a year without any declaration. */
function declared({ unit }: FoundUnit, request: SimulatedRequest): SimulatedReply {
  const year = yearOf(request);
  const entreprise = entrepriseOf(unit);
  if (year === null) return jsonReply({ entreprise });
  const regime = unit.kind === 'personne_morale' ? 'RN' : 'RS';
  const forms = FORMS.filter((form) => form.regime === regime);
  return jsonReply({ entreprise, declarations: forms.map((form) => declarationOf(form, unit, year)) });
}

/** The year asked for, when there are tax returns for it: up to last year. */
function yearOf({ query, now }: SimulatedRequest): number | null {
  const year = Number(query.get('annee'));
  const thisYear = Number(parisClock(now).date.slice(0, 4));
  return year >= FIRST_YEAR && year < thisYear ? year : null;
}

function unknownPage(): SimulatedReply {
  return { status: 404, headers: { 'Content-Type': 'text/html; charset=iso-8859-15' } };
}

function entrepriseOf({ siren, kind, denomination, personne, naf, dateCreation }: FictionalUnit) {
  const start = `${dateCreation}T00:00:00${isSummer(dateCreation) ? '+02:00' : '+01:00'}`;
  const obligation = (codeObf: string, regime: string, rank: number) => ({
    codeNace: naf.replace('.', ''),
    codeObf,
    dateDebut: start,
    dateDebutPourAttestationRegularite: start,
    nbRof: '1',
    numOcfi: `9${siren}0${rank}`,
    ROF: `${codeObf}1`,
    regime,
    texteExploitation: 'ACTIVITE IMAGINAIRE',
  });
  return {
    denomination: denomination ?? `${personne?.nom} ${personne?.prenoms[0]}`,
    siren,
    itip: `100${siren}`,
    setOcfis:
      kind === 'personne_morale' ? [obligation('IS', 'RN', 1), obligation('TVA', 'RN', 2)] : obligation('BIC', 'RS', 1),
  };
}

function declarationOf(form: Form, unit: FictionalUnit, year: number) {
  const donnees = form.cases.map((formCase, rank) => donneeOf(formCase, unit, year + rank));
  return {
    code_regime: form.regime,
    date_declaration: `${year + 1}-05-04`,
    fin_exercice: `${year}-12-31`,
    duree_exercice: `${daysOf(year)} jours`,
    millesime: `${year}01`,
    numero_imprime: form.numero,
    imprime: { donnees: donnees.length === 1 ? donnees[0] : donnees },
  };
}

function donneeOf({ codeNref, isRepeated }: FormCase, { behaviour }: FictionalUnit, seed: number) {
  const amount = (rank: number) => String(seed * 7 + rank * 131);
  if (!isRepeated) return { code_nref: codeNref, valeur: amount(0) };
  const count = VALUES_OF_A_REPEATED_CASE[behaviour === 'large' ? 'large' : 'usual'];
  const valeurs = Array.from({ length: count }, (_, rank) => ({
    indiceRepetition: String(rank + 1),
    valeur: amount(rank),
  }));
  return { code_nref: codeNref, valeurs };
}

function described({ numero, cases }: Form, year: number) {
  return {
    numero_imprime: numero,
    millesimes: {
      millesime: `${year}01`,
      statut_version: 'V',
      declaration: cases.map(({ code, intitule, codeNref, codeAbsolu }) => ({
        code_absolu: codeAbsolu,
        code_EDI: `${code}:C516:5004:1:FIC`,
        code,
        intitule,
        code_type_donnee: 'MOA',
        code_nref: codeNref,
      })),
    },
  };
}

function daysOf(year: number): number {
  return (Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1)) / 86_400_000;
}

/** Near enough: no unit was created in the last days of March or October. */
function isSummer(day: string): boolean {
  const month = Number(day.slice(5, 7));
  return month >= 4 && month <= 10;
}
