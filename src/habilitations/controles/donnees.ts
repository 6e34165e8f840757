import { formulaireOf } from '../cas-usage.ts';
import { horsCasUsage } from '../champs.ts';
import { isOpenData } from '../donnees.ts';
import { type Controle, type Manque, manque } from './controle.ts';

const JUSTIFICATION_MIN = 20;

/** The field where the reason for a datum is typed. */
export const champJustification = (code: string): string => `justification_${code}`;

/** At least one datum; a reason for each outside the use case; nothing protected in a form open to anyone. */
export const controleDonnees: Controle = (formulaire, { donnees }) => {
  const { casUsage, contenu } = formulaire;
  const { verrouilles } = formulaireOf(casUsage);
  const titleOf = (code: string) => donnees.parCode.get(code)?.titre ?? code;
  const unknown = contenu.donnees.filter((code) => !donnees.parCode.has(code));
  const isOpenForm = casUsage === 'preremplissage' && contenu.acces_formulaire === 'ouvert';
  const closed = contenu.donnees.filter((code) => {
    const donnee = donnees.parCode.get(code);
    return isOpenForm && donnee !== undefined && !isOpenData(donnee);
  });
  return [
    ...manque(contenu.donnees.length === 0, 'donnees', 'Cochez au moins une donnée.'),
    ...manque(
      unknown.length > 0,
      'donnees',
      `Ces données ne sont plus proposées : ${unknown.join(', ')}. Enregistrez à nouveau cette page.`,
    ),
    ...verrouilles
      .filter((code) => !contenu.donnees.includes(code))
      .map((code): Manque => ({ champ: 'donnees', phrase: `« ${titleOf(code)} » est nécessaire à ce cas d’usage.` })),
    ...closed.map(
      (code): Manque => ({
        champ: 'donnees',
        phrase: `« ${titleOf(code)} » est protégée : un formulaire ouvert à tous n’y a pas droit. Décochez-la.`,
      }),
    ),
    ...horsCasUsage(formulaire)
      .filter((code) => !closed.includes(code))
      .filter((code) => (contenu.justifications[code] ?? '').trim().length < JUSTIFICATION_MIN)
      .map(
        (code): Manque => ({
          champ: champJustification(code),
          phrase: `Dites en une phrase pourquoi vous avez besoin de « ${titleOf(code)} ».`,
        }),
      ),
  ];
};
