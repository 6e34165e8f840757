import { type Controle, manque } from './controle.ts';

const MONTHS = /^\d{1,4}$/;
const MONTHS_MAX = 1200;
/** Beyond that, why has to be said (WORKFLOW §3). */
export const conservationSansMotif = 36;

/** Who sees the data, and how long they are kept. */
export const controleDonneesPersonnelles: Controle = ({ contenu }) => {
  const months = MONTHS.test(contenu.conservation_mois) ? Number(contenu.conservation_mois) : null;
  return [
    ...manque(
      contenu.destinataires.trim() === '',
      'destinataires',
      'Dites qui consulte les données : services, fonctions, sous-traitants.',
    ),
    ...manque(
      months === null || months > MONTHS_MAX,
      'conservation_mois',
      `Donnez la durée de conservation en mois, de 0 à ${MONTHS_MAX}, par exemple 36.`,
    ),
    ...manque(
      months !== null &&
        months > conservationSansMotif &&
        months <= MONTHS_MAX &&
        contenu.conservation_justification.trim() === '',
      'conservation_justification',
      `Dites ce qui impose de conserver les données plus de ${conservationSansMotif} mois.`,
    ),
  ];
};
