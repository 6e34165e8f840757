import { defineSimulation, textReply } from '../../simulator/simulation.ts';
import type { DocumentAssociation, FictionalUnit } from '../../simulator/units.ts';
import { keyRefusal, STRUCTURE, serviceOf } from './paths-simulator.ts';
import { piecesOf } from './pieces-simulator.ts';

/** How the directory writes a date it does not know, and a text it does not have. */
const NO_DATE = '0001-01-01';
const FILLER = '_';

export default defineSimulation('rna', [
  {
    method: 'GET',
    path: STRUCTURE,
    identify: ({ path }) => path.slice(path.lastIndexOf('/') + 1),
    found: ({ unit }, request) => keyRefusal(request) ?? xml(structure(unit, serviceOf(request))),
    unknown: (id, request) => keyRefusal(request) ?? xml(/^\d{14}$/.test(id) ? noResult() : javaError(id, 404)),
    brokenDown: (id) => xml(javaError(id, 500)),
  },
]);

const xml = (body: string) => textReply(body, 'application/xml;charset=UTF-8');

function structure(unit: FictionalUnit, service: string): string {
  return element('asso', [
    text('id_siren', unit.siren),
    text('id_rna', unit.rna),
    text('id_correspondance', '9000001'),
    identity(unit),
    element('activites', [text('objet', unit.association.objet), text('id_activite_principale', unit.naf)]),
    coordinates(unit),
    '\n\n\n\n',
    documents(unit, service),
  ]);
}

function identity({ association, ...unit }: FictionalUnit): string {
  return element('identite', [
    text('nom', association.titre),
    text('nom_sirene', association.titre),
    text('sigle', unit.sigle ?? FILLER),
    text('id_rna', unit.rna),
    text('id_ex', FILLER),
    text('id_siren', unit.siren),
    text('id_siret_siege', unit.siege.siret),
    text('id_forme_juridique', '9220'),
    text('lib_forme_juridique', 'Association déclarée '),
    text('date_pub_jo', association.datePublication),
    text('date_creat', association.dateCreation),
    text('date_dissolution', unit.dateCessation ?? NO_DATE),
    text('date_modif_rna', association.dateDeclaration),
    text('active', String(unit.dateCessation === null)),
    text('nature', 'Simplement déclarée'),
    text('util_publique', 'false'),
    text('groupement', 'Simple'),
    text('regime', 'loi1901'),
    text('impots_commerciaux', 'false'),
  ]);
}

function coordinates({ siege: { adresse } }: FictionalUnit): string {
  const { commune } = adresse;
  return element('coordonnees', [
    element('adresse_siege', [
      text('cplt_1', adresse.complement ?? FILLER),
      text('cplt_3', FILLER),
      text('num_voie', adresse.numero),
      text('type_voie', adresse.typeVoie),
      text('voie', adresse.voie),
      text('bp', FILLER),
      text('cp', commune.codePostal),
      text('commune', commune.nom),
      text('code_insee', commune.code),
    ]),
    element('adresse_gestion', [
      text('voie', `${adresse.numero} ${adresse.typeVoie} ${adresse.voie}`),
      text('cp', commune.codePostal),
      text('commune', commune.libelle),
      text('pays', 'FRANCE'),
    ]),
  ]);
}

function documents(unit: FictionalUnit, service: string): string {
  const pieces = piecesOf(unit);
  return element('documents', [
    text('nbDocDac', '0'),
    ...pieces.map((piece) => documentRna(piece, service)),
    text('nbDocRna', String(pieces.length)),
  ]);
}

function documentRna({ id, nature, annee, sousType, deposeLe, type }: DocumentAssociation, service: string): string {
  return element('document_rna', [
    text('id', id),
    text('type', nature),
    text('annee', annee),
    text('sous_type', sousType),
    text('even', '1234567'),
    text('time', String(deposeLe)),
    text('url', `${service}/documents/PJ/${id}`),
    text('lib_sous_type', type),
  ]);
}

/** Unknown by siret. */
function noResult(): string {
  const correspondence = element('proxy_correspondance', [text('lib', 'Aucun résultat')]);
  return element('asso', [element('erreur', [correspondence])]);
}

/** Unknown by number, or broken down: what the directory's own proxy met, as it wrote it. */
function javaError(id: string, statusCode: number): string {
  const sentence =
    'org.apache.camel.http.common.HttpOperationFailedException: HTTP operation failed invoking ' +
    `http://localhost:8181/services/proxy_db_asso/correspondance/idsByRna/${id} with statusCode: ${statusCode}`;
  const error = element('erreur', [text('proxy_correspondance', sentence)]);
  return element('asso', [error, element('identite', [text('id_rna', id)])]);
}

const element = (name: string, children: readonly string[]): string => `<${name}>\n${children.join('')}</${name}>\n`;

const text = (name: string, value: string): string => `<${name}>${escaped(value)}</${name}>\n`;

const escaped = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
