import { libelleCategorieJuridique } from '../../../core/nomenclatures/categories-juridiques.ts';
import { libelleNaf } from '../../../core/nomenclatures/naf.ts';
import { eligibiliteDe } from '../../../habilitations/eligibilite.ts';
import { dateTimeOf } from '../../shared/dates.ts';
import { Badge } from '../../views/badge.tsx';
import { Form, SubmitButton } from '../../views/form.tsx';
import { niveauWords } from '../words.ts';
import { addressOf, type DossierView } from './view.ts';

/** Who asks, as Sirene says it; and whether such an organisation is usually granted an access. */
export function OrganisationCard(view: DossierView): JSX.Element {
  const { dossier, frame } = view;
  const { organisation, demande } = dossier;
  const eligibilite = eligibiliteDe(organisation);
  return (
    <section class="carte-panneau" aria-labelledby="organisation">
      <h2 class="fr-h6" id="organisation">
        L’organisation selon Sirene
      </h2>
      {organisation === null ? (
        <p safe>
          {demande.siret === null
            ? 'Aucun SIRET n’est donné.'
            : `SIRET ${demande.siret} : Sirene n’en a encore rien dit.`}
        </p>
      ) : (
        <>
          <p class="fr-mb-1w">
            <strong safe>{organisation.nom}</strong>
          </p>
          <dl class="fiche fiche-pliante">
            {linesOf(organisation).map(([label, value]) => (
              <>
                <dt safe>{label}</dt>
                <dd safe>{value}</dd>
              </>
            ))}
          </dl>
        </>
      )}
      {demande.siret === null ? (
        ''
      ) : (
        <p class="fr-text--sm">
          {view.alentours.membreVerifie
            ? 'Le demandeur est un membre vérifié de cette organisation.'
            : 'Le demandeur se dit de cette organisation : rien ne l’a encore vérifié. Valider la demande le vérifie.'}
        </p>
      )}
      {demande.siret === null || view.own ? (
        ''
      ) : (
        <Form frame={frame} action={addressOf(demande, '/organisation')}>
          <SubmitButton label="Relire dans Sirene" rank="tertiary" />
        </Form>
      )}
      <h3 class="fr-text--md fr-mb-1w">Éligibilité</h3>
      <p class="fr-mb-1w">
        <Badge {...niveauWords[eligibilite.niveau]} />
      </p>
      <p class="fr-text--sm" safe>
        {eligibilite.motif}
      </p>
      <p class="fr-text--xs mis-a-jour">
        Avis donné d’après la catégorie juridique et l’activité. Il ne décide de rien.
      </p>
    </section>
  );
}

function linesOf(organisation: NonNullable<DossierView['dossier']['organisation']>): [string, string][] {
  const { siret, categorie_juridique, naf, tranche_effectif, adresse, etat, lue_le } = organisation;
  return [
    ['SIRET', siret],
    ['État', etat === 'A' ? 'Actif' : 'Fermé'],
    [
      'Catégorie',
      categorie_juridique === null
        ? 'Non donnée'
        : `${libelleCategorieJuridique(categorie_juridique)} (${categorie_juridique})`,
    ],
    ['Activité', naf === null ? 'Non donnée' : `${libelleNaf(naf, null)} (${naf})`],
    ['Effectif', tranche_effectif ?? 'Non donné'],
    ['Adresse', adresse === '' ? 'Non donnée' : adresse],
    ['Lu le', dateTimeOf(lue_le)],
  ];
}
