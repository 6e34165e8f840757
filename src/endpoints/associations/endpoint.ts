import { defineEndpoint } from '../../core/endpoint.ts';
import { providerFailure } from '../../core/failure.ts';
import type { Rna } from '../../core/identifiers/rna.ts';
import { parseSiret, type Siret } from '../../core/identifiers/siret.ts';
import { missing, promised } from '../../core/missing.ts';
import { bySiretOrRna } from '../../core/subject.ts';
import { rna } from '../../providers/rna/provider.ts';
import type { XmlNode } from '../../providers/rna/xml.ts';
import { answer } from './answer.ts';

/** How the directory writes that it has nothing to say. */
const NO_DATE = '0001-01-01';
const FILLER = '_';
const COMPLEMENTS = ['cplt_1', 'cplt_2', 'cplt_3'];

export default defineEndpoint({
  name: 'associations',
  title: "Informations déclaratives d'une association",
  providers: { rna },
  scopes: ['associations'],
  volume: 'json',
  subject: bySiretOrRna,
  watch: {
    uname: 'apie_2_associations_rna',
    provider: 'rna',
    everyMinutes: 60,
    availabilityKey: 'api/v2/associations',
  },
  answer,

  ask: ({ rna }, id, errand) => rna.structure(errand, id),

  read: (asso, id) => {
    const identite = asso.at('identite');
    if (identite === null) throw providerFailure(rna, '000', { cause: 'neither an identity nor an error' });
    return { association: { ...readIdentity(asso, identite, id), ...readDates(identite), ...unsaid } };
  },
});

function readIdentity(asso: XmlNode, identite: XmlNode, id: Siret | Rna) {
  return {
    id: known(identite, 'id_rna') ?? known(asso, 'id_rna'),
    titre: promised(identite.text('nom')),
    objet: promised(asso.text('activites', 'objet')),
    siret: parseSiret(id),
    siret_siege_social: known(identite, 'id_siret_siege'),
    adresse_siege: readAddress(asso.at('coordonnees', 'adresse_siege')),
    etat: promised(identite.text('active')),
    groupement: known(identite, 'groupement'),
  };
}

function readDates(identite: XmlNode) {
  return {
    date_creation: day(identite, 'date_creat'),
    date_declaration: day(identite, 'date_modif_rna'),
    date_publication: day(identite, 'date_pub_jo'),
    date_dissolution: day(identite, 'date_dissolution'),
    mise_a_jour: day(identite, 'date_modif_rna'),
  };
}

/** Published for years, and never filled since the directory changed. */
const unsaid = { code_civilite_dirigeant: null, civilite_dirigeant: null, code_etat: null, code_groupement: null };

/** An address that is not there at all is one that the directory failed to give: an empty one is there. */
function readAddress(adresse: XmlNode | null) {
  const part = (name: string) => (adresse === null ? missing : known(adresse, name));
  return {
    complement: adresse === null ? missing : COMPLEMENTS.map((name) => known(adresse, name) ?? '').join(' '),
    numero_voie: part('num_voie'),
    type_voie: part('type_voie'),
    libelle_voie: part('voie'),
    distribution: adresse === null ? missing : (adresse.text('bp') ?? null),
    code_insee: part('code_insee'),
    code_postal: part('cp'),
    commune: part('commune'),
  };
}

function known(node: XmlNode, name: string): string | null {
  const text = node.text(name);
  return text === undefined || text === FILLER ? null : text;
}

function day(node: XmlNode, name: string): string | null {
  const text = known(node, name);
  return text === NO_DATE ? null : text;
}
