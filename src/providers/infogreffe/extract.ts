import { type Failure, type ProviderIdentity, providerFailure } from '../../core/failure.ts';
import type { Siren } from '../../core/identifiers/siren.ts';
import type { WireAnswer } from '../../core/provider.ts';
import { textOf as bodyOf } from '../../core/provider-answer.ts';
import { infogreffeIdentity } from './identity.ts';
import { attribute, child, children, descendant, type Node, parseSoap, textOf } from './xml.ts';

/** An extract of the register of commerce; what Infogreffe left out is undefined. Dates are `YYYY-MM-DD`. */
export interface Extract {
  readonly dateImmatriculation: string | undefined;
  /** In French letters: `04 JANVIER 2021`. */
  readonly dateExtrait: string | undefined;
  readonly dateRadiation: string | undefined;
  /** Undefined when the extract describes neither a company nor a person. */
  readonly kind: 'PM' | 'PP' | undefined;
  readonly capital: Capital | undefined;
  readonly nomCommercial: string | undefined;
  readonly dirigeants: readonly Dirigeant[];
  readonly observations: readonly Observation[];
}

export interface Capital {
  readonly montant: string;
  readonly devise: string | undefined;
}

export interface Dirigeant {
  readonly type: 'PM' | 'PP';
  readonly fonction: string | undefined;
  readonly nom: string | undefined;
  readonly prenom: string | undefined;
  readonly dateNaissance: string | undefined;
  readonly denomination: string | undefined;
  readonly siren: string | undefined;
}

interface Observation {
  readonly date: string | undefined;
  readonly numero: string | undefined;
  readonly libelle: string | undefined;
}

const identity: ProviderIdentity = infogreffeIdentity;

/** Reads what Infogreffe answers about a siren; its errors come as a text where the extract should be. */
export function readExtract(answer: WireAnswer, siren: Siren): Extract {
  const envelope = child(parseSoap(bodyOf(identity, answer)), 'Envelope');
  const result = child(child(child(envelope, 'Body'), 'getProduitsWebServicesXMLResponse'), 'return');
  const dossier = child(child(result, 'Extrait'), 'dossier');
  if (dossier === undefined) throw refusal(textOf(result) ?? '');
  const entreprise = child(dossier, 'entreprise');
  const about = attribute(child(entreprise, 'num_ident'), 'siren');
  if (about !== undefined && about !== siren)
    throw providerFailure(identity, '000', { cause: 'extract of another unit' });
  const pm = child(entreprise, 'pm');
  return {
    dateImmatriculation: attribute(dossier, 'dateISO_immat'),
    dateExtrait: attribute(dossier, 'date_extrait'),
    dateRadiation: attribute(child(descendant(result, 'radiation'), 'date_radiation'), 'dateISO'),
    kind: kindOf(entreprise),
    capital: capitalOf(child(child(pm, 'capital'), 'montant')),
    nomCommercial: textOf(child(principal(children(dossier, 'etablissement')), 'nom_commercial')),
    dirigeants: children(child(dossier, 'liste_dirigeant'), 'dirigeant').map(dirigeantOf),
    observations: children(child(dossier, 'liste_observations'), 'observation').map(observationOf),
  };
}

/** `NNN -LIBELLE-`. The 003 comes at random to a good subscriber, but says what it says. */
function refusal(text: string): Failure {
  switch (text.slice(0, 3)) {
    case '006':
    case '008':
    case '065':
    case '081':
      return providerFailure(identity, '003');
    case '003':
    case '005':
      return providerFailure(identity, '006', { cause: text });
    case '999':
      return providerFailure(identity, '001', { cause: text });
    default:
      return providerFailure(identity, '000', { cause: text.slice(0, 200) || 'not an extract' });
  }
}

function kindOf(entreprise: Node): Extract['kind'] {
  if (child(entreprise, 'pm') !== undefined) return 'PM';
  return child(entreprise, 'pp') === undefined ? undefined : 'PP';
}

function capitalOf(montant: Node): Capital | undefined {
  const valeur = attribute(montant, 'valeur');
  return valeur === undefined ? undefined : { montant: valeur, devise: attribute(montant, 'codeDevise') };
}

/** Type 1 is the principal establishment. */
function principal(etablissements: readonly Node[]): Node {
  return etablissements.find((etablissement) => attribute(etablissement, 'type') === '1');
}

function dirigeantOf(node: Node): Dirigeant {
  const pp = child(node, 'pp');
  const pm = child(node, 'pm');
  return {
    type: attribute(node, 'type') === 'PM' || (pp === undefined && pm !== undefined) ? 'PM' : 'PP',
    fonction: textOf(child(node, 'qualite')),
    nom: textOf(child(pp, 'nom')),
    prenom: textOf(child(pp, 'prenom')),
    dateNaissance: attribute(child(child(pp, 'naissance'), 'date'), 'dateISO'),
    denomination: textOf(child(pm, 'denomination')),
    siren: textOf(child(pm, 'num_ident')),
  };
}

function observationOf(node: Node): Observation {
  const lines = children(node, 'libelle').map(textOf);
  return {
    date: attribute(node, 'dateISO'),
    numero: attribute(node, 'numero'),
    libelle: lines.filter((line) => line !== undefined).join(' ') || undefined,
  };
}
