import { formulaireOf } from '../../../../habilitations/cas-usage.ts';
import { acces } from '../../../../habilitations/champs.ts';
import { RadioGroup } from '../../../views/choices.tsx';
import { Field, TextArea } from '../../../views/fields.tsx';
import { Piece, Remarque } from '../champ.tsx';
import type { Ecrit, PageSection } from '../section.ts';

const MAQUETTE = 'maquette';
const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What the data are for. */
export const projet: PageSection = {
  intro:
    'Ce que fait votre service, et ce que les données y changent. L’instructeur ne connaît pas votre projet : soyez concret.',
  Champs,
  lire: (envoi, { formulaire: { intitule, contenu } }) => ({
    intitule: envoi.ligne('intitule', intitule),
    contenu: {
      description: envoi.texte('description', contenu.description),
      acces_formulaire: envoi.choix('acces_formulaire', ['ouvert', 'connexion'], contenu.acces_formulaire),
      mise_en_production: isoDay(envoi.ligne('mise_en_production', contenu.mise_en_production)),
      volume_annuel: withoutSpaces(envoi.ligne('volume_annuel', contenu.volume_annuel)),
      pointe_par_minute: withoutSpaces(envoi.ligne('pointe_par_minute', contenu.pointe_par_minute)),
    },
  }),
  piece: { champ: MAQUETTE, genre: 'maquette' },
};

/** `15/03/2027` as `2027-03-15`; anything else as it was typed. */
function isoDay(text: string): string {
  const [, day = '', month = '', year] = /^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})$/.exec(text) ?? [];
  return year === undefined ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

const frenchDay = (text: string): string => (ISO_DAY.test(text) ? text.split('-').reverse().join('/') : text);

/** « 12 000 » is a number; « douze mille » stays as it was typed. */
const withoutSpaces = (text: string): string => (/^[\d\s.]+$/u.test(text) ? text.replace(/[\s.]/g, '') : text);

function Champs(ecrit: Ecrit): JSX.Element {
  const { formulaire, errors } = ecrit;
  const { casUsage, intitule, contenu } = formulaire;
  const { aideDescription } = formulaireOf(casUsage);
  return (
    <>
      <Remarque ecrit={ecrit} champ="intitule" />
      <Field
        name="intitule"
        label="Intitulé du projet"
        hint="Il figurera sur votre jeton, et peut être rendu public. Exemple : Aide à l’embauche des apprentis, région Exemple."
        value={intitule}
        error={errors['intitule']}
      />
      <Remarque ecrit={ecrit} champ="description" />
      <TextArea
        name="description"
        label="Description"
        hint={`À quoi servent les données, et qui s’en sert ? ${aideDescription}`}
        rows={9}
        value={contenu.description}
        error={errors['description']}
      />
      {casUsage === 'preremplissage' ? <Acces ecrit={ecrit} /> : ''}
      <Piece
        ecrit={ecrit}
        champ={MAQUETTE}
        genre="maquette"
        label="Maquette ou capture des écrans"
        hint="Elle montre où les données apparaissent."
        optional
      />
      <Remarque ecrit={ecrit} champ="mise_en_production" />
      <Field
        name="mise_en_production"
        label="Date de mise en production prévue"
        hint="Jour, mois et année. Exemple : 15/03/2027."
        value={frenchDay(contenu.mise_en_production)}
        error={errors['mise_en_production']}
        optional
      />
      <Remarque ecrit={ecrit} champ="volume_annuel" />
      <Field
        name="volume_annuel"
        label="Dossiers traités par an"
        hint="Un ordre de grandeur, en chiffres. Exemple : 12000."
        inputmode="numeric"
        value={contenu.volume_annuel}
        error={errors['volume_annuel']}
        optional
      />
      <Remarque ecrit={ecrit} champ="pointe_par_minute" />
      <Field
        name="pointe_par_minute"
        label="Appels dans la minute la plus chargée"
        hint="Par exemple le soir d’une échéance. Chaque dossier fait souvent plusieurs appels."
        inputmode="numeric"
        value={contenu.pointe_par_minute}
        error={errors['pointe_par_minute']}
        optional
      />
    </>
  );
}

function Acces({ ecrit }: { ecrit: Ecrit }): JSX.Element {
  return (
    <>
      <Remarque ecrit={ecrit} champ="acces_formulaire" />
      <RadioGroup
        name="acces_formulaire"
        legend="Qui peut ouvrir le formulaire prérempli ?"
        error={ecrit.errors['acces_formulaire']}
        checked={ecrit.formulaire.contenu.acces_formulaire}
        options={[
          {
            value: 'ouvert',
            label: acces.ouvert,
            hint: 'N’importe qui peut saisir un SIRET : seules les données ouvertes peuvent être demandées.',
          },
          {
            value: 'connexion',
            label: acces.connexion,
            hint: 'L’usager s’est identifié, et ne voit que sa propre entreprise. Dites comment dans la description.',
          },
        ]}
      />
    </>
  );
}
