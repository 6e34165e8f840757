import { isOfTheState } from '../../../../habilitations/controles/cadre-juridique.ts';
import { Field, TextArea } from '../../../views/fields.tsx';
import { Piece, Remarque } from '../champ.tsx';
import type { Ecrit, PageSection } from '../section.ts';
import { exemplesDeTextes } from '../textes-exemples.ts';

const PDF = 'texte_juridique_pdf';

/** The text that founds the use. */
export const cadreJuridique: PageSection = {
  intro:
    'Le texte qui confie cette mission à votre organisation, et rend ces données nécessaires. Les lois générales sur les échanges entre administrations (CRPA, ESSOC, Lemaire) ne suffisent pas.',
  Champs,
  lire: (envoi, { formulaire: { contenu } }) => ({
    contenu: {
      texte_juridique: envoi.texte('texte_juridique', contenu.texte_juridique),
      texte_juridique_url: envoi.texte('texte_juridique_url', contenu.texte_juridique_url, 2000),
      decret: envoi.texte('decret', contenu.decret),
    },
  }),
  piece: { champ: PDF, genre: 'texte_juridique' },
};

function Champs(ecrit: Ecrit): JSX.Element {
  const { formulaire, contexte, errors } = ecrit;
  const { casUsage, contenu } = formulaire;
  const ofTheState = isOfTheState(contexte.organisation);
  return (
    <>
      <Remarque ecrit={ecrit} champ="texte_juridique" />
      <TextArea
        name="texte_juridique"
        label="Nature et références du texte"
        hint="Son titre, sa date, et l’article précis. Plusieurs textes si les données relèvent de plusieurs missions."
        rows={5}
        value={contenu.texte_juridique}
        error={errors['texte_juridique']}
      />
      <details class="repli">
        <summary>Exemples de textes pour ce cas d’usage</summary>
        <ul>
          {exemplesDeTextes[casUsage].map((example) => (
            <li safe>{example}</li>
          ))}
        </ul>
      </details>
      <h2 class="fr-h5">Où le lire : une adresse, ou un PDF</h2>
      <Remarque ecrit={ecrit} champ="texte_juridique_url" />
      <Field
        name="texte_juridique_url"
        type="url"
        label="Adresse du texte"
        hint="Sur Légifrance, ou sur le site de votre organisation. Exemple : https://www.legifrance.gouv.fr/codes/…"
        value={contenu.texte_juridique_url}
        error={errors['texte_juridique_url']}
        plain
      />
      <Piece
        ecrit={ecrit}
        champ={PDF}
        genre="texte_juridique"
        label="Texte en PDF"
        hint="Si le texte n’est pas en ligne : délibération, convention, arrêté."
        optional
      />
      {ofTheState || contexte.organisation === null || contenu.decret !== '' ? (
        <>
          <Remarque ecrit={ecrit} champ="decret" />
          <TextArea
            name="decret"
            label="Décret ou arrêté"
            hint={
              ofTheState
                ? 'Votre organisation relève de l’État : citez le décret ou l’arrêté qui autorise ce traitement.'
                : 'Pour une organisation de l’État seulement : administration centrale, service déconcentré, agence, opérateur.'
            }
            rows={3}
            value={contenu.decret}
            error={errors['decret']}
            {...(ofTheState ? {} : { optional: true })}
          />
        </>
      ) : (
        ''
      )}
    </>
  );
}
