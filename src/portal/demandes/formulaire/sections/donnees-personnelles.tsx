import { conservationSansMotif } from '../../../../habilitations/controles/donnees-personnelles.ts';
import { Field, TextArea } from '../../../views/fields.tsx';
import { Remarque } from '../champ.tsx';
import type { Ecrit, PageSection } from '../section.ts';

/** Who sees the data, and for how long. */
export const donneesPersonnelles: PageSection = {
  intro:
    'Des données d’entreprise peuvent concerner des personnes : dirigeants, entrepreneurs individuels. Votre délégué à la protection des données peut vous aider à remplir cette page.',
  Champs,
  lire: (envoi, { formulaire: { contenu } }) => ({
    contenu: {
      destinataires: envoi.texte('destinataires', contenu.destinataires),
      conservation_mois: months(envoi.ligne('conservation_mois', contenu.conservation_mois)),
      conservation_justification: envoi.texte('conservation_justification', contenu.conservation_justification),
    },
  }),
};

/** « 36 mois » is 36. */
const months = (text: string): string => text.replace(/\s*mois$/iu, '').replace(/^(\d+)\s+(\d+)$/, '$1$2');

function Champs(ecrit: Ecrit): JSX.Element {
  const { formulaire, errors } = ecrit;
  const { contenu } = formulaire;
  return (
    <>
      <Remarque ecrit={ecrit} champ="destinataires" />
      <TextArea
        name="destinataires"
        label="Destinataires des données"
        hint="Services et fonctions qui les consultent, sous-traitants compris. Exemple : agents instructeurs du service des aides économiques (12 personnes) ; hébergeur du logiciel."
        rows={5}
        value={contenu.destinataires}
        error={errors['destinataires']}
      />
      <Remarque ecrit={ecrit} champ="conservation_mois" />
      <Field
        name="conservation_mois"
        label="Durée de conservation, en mois"
        hint={`0 si rien n’est conservé. Au-delà de ${conservationSansMotif} mois, dites pourquoi ci-dessous.`}
        inputmode="numeric"
        value={contenu.conservation_mois}
        error={errors['conservation_mois']}
      />
      <Remarque ecrit={ecrit} champ="conservation_justification" />
      <TextArea
        name="conservation_justification"
        label={`Pourquoi plus de ${conservationSansMotif} mois`}
        hint="À remplir seulement dans ce cas : texte qui fixe une durée, délai de recours, contrôle d’un cofinanceur. Exemple : pièces d’une aide européenne, contrôlables dix ans."
        rows={4}
        value={contenu.conservation_justification}
        error={errors['conservation_justification']}
        plain
      />
    </>
  );
}
