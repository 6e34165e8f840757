import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { type Siret, sirenOf } from '../core/identifiers/siret.ts';
import type { Reponse } from '../habilitations/annuaire.ts';
import type { OwnDoor } from './own-door.ts';

const Said = Type.Union([Type.String(), Type.Null()]);
const Establishment = Type.Object({
  etablissement: Type.Object({
    adresse: Type.Object({ l4: Said, l6: Said, code_postal: Said, localite: Said }),
    etat_administratif: Type.Object({ value: Said }),
  }),
});
const Company = Type.Object({
  entreprise: Type.Object({
    raison_sociale: Said,
    nom: Said,
    prenom: Said,
    forme_juridique_code: Said,
    naf_entreprise: Said,
    tranche_effectif_salarie_entreprise: Type.Object({ intitule: Said }),
  }),
});

/** What an incomplete answer puts in place of a text it does not have. */
const MISSING = 'Donnée indisponible';
const textOf = (value: string | null): string => (value === null || value === MISSING ? '' : value);
const orNull = (value: string | null): string | null => (textOf(value) === '' ? null : value);

/** Asks Sirene for an organisation through our own two endpoints, side by side. Never rejects: an outage is an answer. */
export async function askSirene(door: OwnDoor, siret: Siret, logError: (error: unknown) => void): Promise<Reponse> {
  const ask = (path: string) =>
    door(path).catch((error: unknown) => {
      logError(error);
      return { status: 0, body: null };
    });
  const [establishment, company] = await Promise.all([
    ask(`/v2/etablissements/${siret}?non_diffusables=true`),
    ask(`/v2/entreprises/${sirenOf(siret)}?non_diffusables=true`),
  ]);
  if (establishment.status === 404) return { etat: 'inconnue' };
  const isWhole = [establishment, company].every(({ status }) => status === 200 || status === 206);
  if (!isWhole || !Value.Check(Establishment, establishment.body) || !Value.Check(Company, company.body))
    return { etat: 'indisponible' };
  const { adresse, etat_administratif } = establishment.body.etablissement;
  const { entreprise } = company.body;
  const person = [entreprise.prenom, entreprise.nom].map(textOf).join(' ').trim();
  const name = textOf(entreprise.raison_sociale);
  return {
    etat: 'connue',
    organisation: {
      siret,
      // A natural person without a name of business is written `NOM*NOM_USAGE/PRENOMS/`.
      nom: name === '' || name.includes('*') ? person : name,
      adresse: [adresse.l4, adresse.l6].map(textOf).filter(Boolean).join(', '),
      code_postal: orNull(adresse.code_postal),
      commune: orNull(adresse.localite),
      categorie_juridique: orNull(entreprise.forme_juridique_code),
      naf: orNull(entreprise.naf_entreprise),
      tranche_effectif: orNull(entreprise.tranche_effectif_salarie_entreprise.intitule),
      etat: etat_administratif.value === 'F' ? 'F' : 'A',
    },
  };
}
