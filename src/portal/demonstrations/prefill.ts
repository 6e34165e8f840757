import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { parseSiret, type Siret, sirenOf } from '../../core/identifiers/siret.ts';
import type { FormValues } from './form-values.ts';

/** Asks the API, from the server, with the token of this demonstration; `path` is that of the endpoint. Rejects without an answer. */
export type ApiCall = (path: string) => Promise<{ readonly status: number; readonly body: unknown }>;

/** What comes of a SIRET. */
export type PrefillOutcome =
  | {
      readonly kind: 'proposed';
      readonly values: Partial<FormValues>;
      readonly isClosed: boolean;
      readonly isWhole: boolean;
    }
  /** The unit is not diffusible: nothing of it is shown. */
  | { readonly kind: 'hidden' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'replaced'; readonly siret: Siret }
  | { readonly kind: 'unavailable' };

/** What has come of the last sending; nothing, when a SIRET was not sent. */
export type Attempt = PrefillOutcome | { readonly kind: 'none' } | { readonly kind: 'too-many' };

const Said = Type.Union([Type.String(), Type.Null()]);

const Establishment = Type.Object({
  etablissement: Type.Object({
    diffusable_commercialement: Type.Boolean(),
    enseigne: Said,
    libelle_naf: Said,
    date_creation_etablissement: Type.Union([Type.Integer(), Type.Null()]),
    etat_administratif: Type.Object({ value: Said }),
    adresse: Type.Object({
      numero_voie: Said,
      type_voie: Said,
      nom_voie: Said,
      complement_adresse: Said,
      code_postal: Said,
      localite: Said,
    }),
  }),
});
const Company = Type.Object({ entreprise: Type.Object({ raison_sociale: Said, nom: Said, prenom: Said }) });
const Replaced = Type.Object({ siret: Type.String() });

/** Asks for the establishment and its company, side by side. Never rejects: a form that cannot be filled is still a form. */
export async function prefill(
  call: ApiCall,
  siret: Siret,
  logError: (error: unknown) => void,
): Promise<PrefillOutcome> {
  const orNothing = (error: unknown) => {
    logError(error);
    return { status: 0, body: null };
  };
  const [establishment, company] = await Promise.all([
    call(`/v2/etablissements/${siret}`).catch(orNothing),
    call(`/v2/entreprises/${sirenOf(siret)}`).catch(orNothing),
  ]);
  if (establishment.status === 451 || company.status === 451) return { kind: 'hidden' };
  if (establishment.status === 404) return { kind: 'unknown' };
  if (establishment.status === 301) return replacedBy(establishment.body);
  const found =
    isAnswer(establishment.status) && Value.Check(Establishment, establishment.body) ? establishment.body : null;
  if (found === null) return { kind: 'unavailable' };
  // The token of this use is refused such a unit (451); should it not be, the form shows nothing all the same.
  if (!found.etablissement.diffusable_commercialement) return { kind: 'hidden' };
  const name = isAnswer(company.status) && Value.Check(Company, company.body) ? nameOf(company.body.entreprise) : '';
  return {
    kind: 'proposed',
    values: { ...valuesOf(found.etablissement), raison_sociale: name },
    isClosed: found.etablissement.etat_administratif.value === 'F',
    isWhole: name !== '' && establishment.status === 200,
  };
}

/** A partial answer is an answer: what it lacks, the user types. */
const isAnswer = (status: number): boolean => status === 200 || status === 206;

function replacedBy(body: unknown): PrefillOutcome {
  const siret = Value.Check(Replaced, body) ? parseSiret(body.siret) : null;
  return siret === null ? { kind: 'unavailable' } : { kind: 'replaced', siret };
}

type EstablishmentData = Type.Static<typeof Establishment>['etablissement'];

function valuesOf(establishment: EstablishmentData): Partial<FormValues> {
  const { adresse, enseigne, libelle_naf, date_creation_etablissement: created } = establishment;
  return {
    enseigne: textOf(enseigne),
    voie: [adresse.numero_voie, adresse.type_voie, adresse.nom_voie].map(textOf).filter(Boolean).join(' '),
    complement: textOf(adresse.complement_adresse),
    code_postal: textOf(adresse.code_postal),
    commune: textOf(adresse.localite),
    activite: textOf(libelle_naf),
    date_creation: created === null ? '' : parisDay.format(created * 1000),
  };
}

/** A natural person without a name of business is known by its name; the answer then writes `NOM*NOM_USAGE/PRENOMS/` for it. */
function nameOf({ raison_sociale, nom, prenom }: Type.Static<typeof Company>['entreprise']): string {
  const name = textOf(raison_sociale);
  return name.includes('*') || name === '' ? [prenom, nom].map(textOf).filter(Boolean).join(' ') : name;
}

/** What an incomplete answer puts in place of a text it does not have. */
const MISSING = 'Donnée indisponible';

const textOf = (value: string | null): string => (value === null || value === MISSING ? '' : value);

/** `AAAA-MM-JJ`, the form of a date field. */
const parisDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' });
