import { formulaireOf } from '../cas-usage.ts';
import { type Controle, manque } from './controle.ts';

const DESCRIPTION_MIN = 40;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const COUNT = /^\d{1,9}$/;

/** What the project is, said well enough to be judged. */
export const controleProjet: Controle = ({ casUsage, intitule, contenu }) => [
  ...manque(intitule.trim() === '', 'intitule', 'Donnez un intitulé à votre projet.'),
  ...manque(
    contenu.description.trim().length < DESCRIPTION_MIN || isTemplate(contenu.description, formulaireOf(casUsage)),
    'description',
    `Décrivez votre projet en quelques phrases (${DESCRIPTION_MIN} caractères au moins) : à quoi servent les données, et qui s’en sert.`,
  ),
  ...manque(
    casUsage === 'preremplissage' && contenu.acces_formulaire === '',
    'acces_formulaire',
    'Dites si votre formulaire est ouvert à tous, ou rempli après connexion.',
  ),
  ...manque(
    contenu.mise_en_production !== '' && !isDay(contenu.mise_en_production),
    'mise_en_production',
    'Donnez une date qui existe, par exemple 15/03/2027, ou laissez le champ vide.',
  ),
  ...manque(
    contenu.volume_annuel !== '' && !COUNT.test(contenu.volume_annuel),
    'volume_annuel',
    'Donnez un nombre de dossiers par an, en chiffres, par exemple 12000.',
  ),
  ...manque(
    contenu.pointe_par_minute !== '' && !COUNT.test(contenu.pointe_par_minute),
    'pointe_par_minute',
    'Donnez un nombre d’appels par minute, en chiffres, par exemple 30.',
  ),
];

/** What the form had written for the applicant, left as it was. */
function isTemplate(text: string, { description }: { readonly description: string }): boolean {
  return text.trim() === description.trim();
}

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return DAY.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
