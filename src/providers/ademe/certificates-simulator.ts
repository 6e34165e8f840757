import type { FictionalUnit } from '../../simulator/units.ts';

const LARGE_COUNT = 30;

/** What a certificate of the sandbox says; `isBroken` when its link does not lead to a PDF. */
export interface SimulatedCertificate {
  readonly rank: number;
  readonly nom: string;
  readonly nomCertificat: string;
  readonly code: string;
  readonly organisme: string;
  readonly domaine: string;
  readonly isBroken: boolean;
}

type Model = Omit<SimulatedCertificate, 'rank' | 'isBroken'>;

const models: readonly [Model, ...Model[]] = [
  {
    nom: 'Chauffage au bois de phares imaginaires',
    nomCertificat: 'RGE Bois du Songe',
    code: '0001F',
    organisme: 'certificateur fictif',
    domaine: 'Poêle à brume',
  },
  {
    nom: 'Isolation de bâtiments rêvés',
    nomCertificat: 'RGE Murs du Songe',
    code: '0002F',
    organisme: 'certificateur fictif',
    domaine: 'Isolation des tours de guet',
  },
  {
    nom: 'Audit énergétique de maisons inventées',
    nomCertificat: 'RGE Audit du Songe',
    code: '0003F',
    organisme: 'certificateur fictif',
    domaine: 'Audit énergétique de rêveries',
  },
];

/** The certificates of a unit; the unit of large answers has as many as an establishment ever had here. */
export function certificatesOf({ behaviour }: FictionalUnit): SimulatedCertificate[] {
  const listed = behaviour === 'large' ? Array.from({ length: LARGE_COUNT }, () => models[0]) : models;
  return listed.map((model, index) => ({
    ...model,
    nom: behaviour === 'large' ? `${model.nom} (${index + 1})` : model.nom,
    rank: index + 1,
    isBroken: behaviour === 'bad_document' || (behaviour === 'partial' && index === 1),
  }));
}
