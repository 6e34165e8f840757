import { parisMidnight } from '../../core/dates/paris-midnight.ts';
import { type Draft, isMissing, type Missing, missing } from '../../core/missing.ts';
import type { Capital, Dirigeant, Extract } from '../../providers/infogreffe/extract.ts';
import type { RegisterFields } from './answer.ts';

const NOT_REGISTERED: Draft<RegisterFields> = {
  capital_social: null,
  nom_commercial: '',
  date_radiation: null,
  mandataires_sociaux: [],
};

const NOT_KNOWN: Draft<RegisterFields> = {
  capital_social: missing,
  nom_commercial: missing,
  date_radiation: missing,
  mandataires_sociaux: missing,
};

/** The fields that the register of commerce gives; null = the unit is not in it. */
export function readRegister(extract: Extract | Missing | null): Draft<RegisterFields> {
  if (isMissing(extract)) return NOT_KNOWN;
  if (extract === null) return NOT_REGISTERED;
  return {
    capital_social: euros(extract.capital),
    nom_commercial: extract.nomCommercial ?? '',
    date_radiation: extract.dateRadiation === undefined ? null : parisMidnight(extract.dateRadiation),
    mandataires_sociaux: extract.dirigeants.map(readMandataire),
  };
}

/** Whole euros, cents left out. An amount in another currency is not one of euros. */
function euros(capital: Capital | undefined): number | null {
  if (capital === undefined || (capital.devise ?? 'EUR') !== 'EUR') return null;
  const amount = Math.trunc(Number(capital.montant));
  return Number.isSafeInteger(amount) ? amount : null;
}

function readMandataire(dirigeant: Dirigeant) {
  const isPerson = dirigeant.type === 'PP';
  const birth = isPerson ? dirigeant.dateNaissance : undefined;
  return {
    nom: isPerson ? (dirigeant.nom ?? '') : '',
    prenom: isPerson ? (dirigeant.prenom ?? '') : '',
    fonction: dirigeant.fonction ?? '',
    date_naissance: birth ?? '',
    date_naissance_timestamp: birth === undefined ? 0 : (parisMidnight(birth) ?? 0),
    dirigeant: true,
    raison_sociale: isPerson ? '' : (dirigeant.denomination ?? ''),
    identifiant: isPerson ? '' : (dirigeant.siren ?? ''),
    type: dirigeant.type,
  };
}
