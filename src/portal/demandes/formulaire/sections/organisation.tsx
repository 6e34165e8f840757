import { libelleCategorieJuridique } from '../../../../core/nomenclatures/categories-juridiques.ts';
import { integrateurs } from '../../../../habilitations/champs.ts';
import type { Contenu } from '../../../../habilitations/contenu.ts';
import type { Organisation } from '../../../../records/organisations.ts';
import { dayOf } from '../../../shared/dates.ts';
import { Alert } from '../../../views/alert.tsx';
import { RadioGroup } from '../../../views/choices.tsx';
import { Field } from '../../../views/fields.tsx';
import { ancre, Remarque } from '../champ.tsx';
import type { Ecrit, PageSection } from '../section.ts';

const choix: readonly Contenu['integrateur'][] = ['equipe', 'editeur', 'autre', 'inconnu'];
const precisions: Readonly<Partial<Record<Contenu['integrateur'], string>>> = {
  editeur: 'Le jeton reste le vôtre : vous le lui transmettez, vous pouvez le révoquer.',
  inconnu: 'Vous compléterez plus tard ; l’instructeur peut vous le demander.',
};

/** Who asks: the organisation as Sirene knows it, the person who signs, and who builds. */
export const organisation: PageSection = {
  intro:
    'L’organisation qui utilisera les données. Son nom et son adresse viennent de Sirene : il n’y a rien à recopier.',
  Champs,
  lire: (envoi, { formulaire: { siret, contenu } }) => ({
    siret: withoutSpaces(envoi.ligne('siret', siret ?? '')),
    contenu: {
      integrateur: envoi.choix('integrateur', choix, contenu.integrateur),
      integrateur_precision: envoi.ligne('integrateur_precision', contenu.integrateur_precision),
    },
  }),
};

function withoutSpaces(text: string): string | null {
  const siret = text.replace(/[\s.]/g, '');
  return siret === '' ? null : siret;
}

function Champs(ecrit: Ecrit): JSX.Element {
  const { formulaire, contexte, errors } = ecrit;
  const { contenu } = formulaire;
  return (
    <>
      <Remarque ecrit={ecrit} champ="siret" />
      <Field
        name="siret"
        label="SIRET de votre organisation"
        hint="Quatorze chiffres : celui de l’établissement où vous travaillez, ou de votre siège. Enregistrez pour voir ce que Sirene en dit."
        inputmode="numeric"
        value={formulaire.siret ?? ''}
        error={errors['siret']}
      />
      {contexte.organisation === null ? '' : <Connue organisation={contexte.organisation} />}
      {contexte.sirene === 'indisponible' ? (
        <Alert kind="warning" title="Sirene ne répond pas en ce moment">
          <p>
            Votre SIRET est enregistré. Il sera vérifié de nouveau à votre prochain passage sur cette page, et au plus
            tard à l’envoi. Vous pouvez remplir la suite.
          </p>
        </Alert>
      ) : (
        ''
      )}
      <Signataire ecrit={ecrit} />
      <Remarque ecrit={ecrit} champ="integrateur" />
      <RadioGroup
        name="integrateur"
        legend="Qui intègre l’API dans votre logiciel ?"
        error={errors['integrateur']}
        checked={contenu.integrateur}
        options={choix.map((value) => {
          const hint = precisions[value];
          return { value, label: integrateurs[value], ...(hint === undefined ? {} : { hint }) };
        })}
      />
      <Field
        name="integrateur_precision"
        label="Nom de l’éditeur et du logiciel, ou de la personne"
        hint="À remplir si vous avez choisi un éditeur, ou quelqu’un d’autre. Exemple : Société Exemple, logiciel « Mes marchés »."
        value={contenu.integrateur_precision}
        error={errors['integrateur_precision']}
        plain
      />
    </>
  );
}

/** What Sirene says of it, on its day. */
function Connue({ organisation }: { organisation: Organisation }): JSX.Element {
  const { nom, adresse, categorie_juridique, etat, lue_le } = organisation;
  return (
    <dl class="fiche fiche-encadree" aria-label="Votre organisation selon Sirene">
      <dt>Nom</dt>
      <dd safe>{nom}</dd>
      <dt>Adresse</dt>
      <dd safe>{adresse === '' ? 'Non communiquée' : adresse}</dd>
      <dt>Catégorie juridique</dt>
      <dd safe>{categorie_juridique === null ? 'Non communiquée' : libelleCategorieJuridique(categorie_juridique)}</dd>
      <dt>État</dt>
      <dd>{etat === 'A' ? 'En activité' : 'Fermé'}</dd>
      <dt>Source</dt>
      <dd safe>{`Sirene, lu le ${dayOf(lue_le)}`}</dd>
    </dl>
  );
}

function Signataire({ ecrit: { demandeur, errors } }: { ecrit: Ecrit }): JSX.Element {
  const { prenom, nom, fonction, email, telephone } = demandeur;
  const error = errors['demandeur'];
  const lines = [
    ['Nom', `${prenom} ${nom}`.trim()],
    ['Fonction', fonction],
    ['Adresse e-mail', email],
    ['Téléphone', telephone],
  ] as const;
  return (
    <section aria-labelledby="signataire" class={error === undefined ? '' : 'en-erreur'}>
      <h2 class="fr-h5" id="signataire">
        Qui signe la demande
      </h2>
      <div {...ancre('demandeur')}>
        {error === undefined ? (
          ''
        ) : (
          <p class="fr-error-text" safe>
            {error}
          </p>
        )}
        <dl class="fiche">
          {lines.map(([label, value]) => (
            <>
              <dt>{label}</dt>
              <dd safe>{value === '' ? 'Non renseigné' : value}</dd>
            </>
          ))}
        </dl>
        <p>
          Ces informations viennent de votre compte. <a href="/compte/profil">Modifier mon profil</a> (enregistrez
          d’abord cette page).
        </p>
      </div>
    </section>
  );
}
