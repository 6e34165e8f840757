import { parseSiret } from '../../core/identifiers/siret.ts';
import { type Contexte, type Controle, manque } from './controle.ts';

/** An organisation that Sirene knows and says active; who builds; and an applicant who can be reached. */
export const controleOrganisation: Controle = ({ siret, contenu }, { organisation, sirene, demandeur }) => [
  ...siretLacks(siret, { organisation, sirene }),
  ...manque(contenu.integrateur === '', 'integrateur', 'Dites qui intègre l’API.'),
  ...manque(
    (contenu.integrateur === 'editeur' || contenu.integrateur === 'autre') && contenu.integrateur_precision === '',
    'integrateur_precision',
    contenu.integrateur === 'editeur' ? 'Donnez le nom de l’éditeur, et celui du logiciel.' : 'Dites de qui il s’agit.',
  ),
  ...manque(
    [demandeur.prenom, demandeur.nom, demandeur.telephone, demandeur.fonction].includes(''),
    'demandeur',
    'Complétez votre profil : prénom, nom, téléphone et fonction sont transmis avec la demande.',
  ),
];

function siretLacks(siret: string | null, { organisation, sirene }: Pick<Contexte, 'organisation' | 'sirene'>) {
  if (siret === null || siret === '') return manque(true, 'siret', 'Donnez le SIRET de votre organisation.');
  if (parseSiret(siret) === null)
    return manque(true, 'siret', 'Ce numéro n’est pas un SIRET : il a quatorze chiffres, et l’un d’eux est faux.');
  if (organisation === null)
    return manque(
      true,
      'siret',
      sirene === 'inconnue'
        ? 'Sirene ne connaît pas ce SIRET. Vérifiez-le, ou prenez celui de votre siège.'
        : 'Ce SIRET n’a pas encore été vérifié, car Sirene ne répond pas : il est gardé, et sera vérifié de nouveau plus tard.',
    );
  return manque(
    organisation.etat !== 'A',
    'siret',
    'Cet établissement est fermé selon Sirene : donnez celui qui vous emploie aujourd’hui.',
  );
}
