import type { EtatJeton } from '../../core/etat-jeton.ts';
import { spacedSiret } from '../../core/identifiers/spaced.ts';
import type { Fiche } from '../../editeurs/lecture.ts';
import type { Editeur } from '../../records/editeurs.ts';
import { dateTimeOf, dayOf } from '../shared/dates.ts';
import { longDay } from '../shared/days.ts';
import { Badge } from '../views/badge.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { Table } from '../views/table.tsx';
import { CallsByService, WhatTouches } from './calls.tsx';
import { EndOf } from './clients-page.tsx';
import { CLIENTS, clientOf, count, editorTrail, etatWords, shareOf } from './words.ts';

interface ClientProps {
  readonly frame: Frame;
  readonly editeur: Editeur;
  readonly fiche: Fiche;
}

const tokenWords: Readonly<Record<EtatJeton, string>> = {
  actif: 'En service',
  fin_proche: 'En service, fin proche',
  retrait_prevu: 'En service, retrait prévu',
  expire: 'Expiré',
  retire: 'Retiré',
};

/** One right of one client: its dates, what it opens, how it is used, what fails. */
export function clientPage({ frame, editeur, fiche }: ClientProps): JSX.Element {
  const { ligne } = fiche;
  const { label, tone } = etatWords[ligne.etat];
  const here = `Habilitation ${ligne.numero}`;
  return (
    <Layout
      frame={frame}
      title={`${clientOf(ligne)}, ${here} – ${editeur.nom}`}
      here={here}
      trail={[...editorTrail, [CLIENTS, 'Habilitations de mes clients']]}
    >
      <h1 safe>{clientOf(ligne)}</h1>
      <p class="fr-text--lead" safe>
        {ligne.intitule}
      </p>
      <p>
        <Badge tone={tone} label={label} /> {ligne.souffre ? <Badge tone="error" label="En difficulté" /> : ''}
      </p>
      <dl class="fiche fiche-pliante">
        <dt>Habilitation</dt>
        <dd safe>{`${ligne.numero}, accordée le ${dayOf(ligne.accordee_le)}`}</dd>
        <dt>SIRET</dt>
        <dd safe>{ligne.siret === null ? 'Non communiqué' : spacedSiret(ligne.siret)}</dd>
        <dt>Fin du jeton</dt>
        <dd>
          <EndOf ligne={ligne} />
        </dd>
        <dt>Dernier appel</dt>
        <dd safe>{ligne.dernier_le === null ? 'Aucun en 90 jours' : dateTimeOf(ligne.dernier_le)}</dd>
        <dt>Délégation</dt>
        <dd safe>{`Depuis le ${dayOf(ligne.deleguee_le)}`}</dd>
      </dl>
      <Tokens fiche={fiche} />
      <Rights fiche={fiche} />
      <h2 class="fr-mt-4w">Appels sur huit jours</h2>
      <Volumes fiche={fiche} />
      <CallsByService fiche={fiche} />
      <h2 class="fr-mt-4w">Incidents et maintenances sur ces données</h2>
      <WhatTouches fiche={fiche} />
    </Layout>
  );
}

function Tokens({ fiche: { jetons } }: { fiche: Fiche }): JSX.Element {
  return (
    <>
      <h2 class="fr-mt-4w">Jetons</h2>
      {jetons.length === 0 ? (
        <p>Aucun jeton n’a été délivré.</p>
      ) : (
        <Table
          caption="Jetons de cette habilitation, le plus récent d’abord"
          columns={['Délivré le', 'Fin', 'État']}
          folds
        >
          <tbody>
            {jetons.map(({ cree_le, fin, etat }) => (
              <tr>
                <th scope="row" safe>
                  {dayOf(cree_le)}
                </th>
                <td data-colonne="Fin" safe>
                  {dayOf(fin)}
                </td>
                <td data-colonne="État" safe>
                  {tokenWords[etat]}
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <p class="colonne">
        La valeur d’un jeton n’est jamais ici&nbsp;: votre client vous la transmet lui-même, par un lien. Il est seul à
        pouvoir renouveler son habilitation.
      </p>
    </>
  );
}

function Rights({ fiche: { services } }: { fiche: Fiche }): JSX.Element {
  return (
    <>
      <h2 class="fr-mt-4w">Données permises</h2>
      {services.length === 0 ? (
        <p>Aucun jeton en service&nbsp;: aucune donnée ne peut être demandée.</p>
      ) : (
        <ul>
          {services.map(({ name, title }) => (
            <li>
              <a href={`/catalogue/${name.replaceAll('_', '-')}`} safe>
                {title}
              </a>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Volumes({ fiche: { jours } }: { fiche: Fiche }): JSX.Element {
  if (jours.length === 0) return <p>Aucun appel.</p>;
  return (
    <Table
      caption="Appels par jour, le plus récent d’abord"
      columns={['Jour', 'Appels', 'Refusés (429)', 'En échec (5xx)', 'Autres réponses']}
      folds
    >
      <tbody>
        {jours.map(({ jour, appels, refus, pannes }) => (
          <tr>
            <th scope="row" safe>
              {longDay(jour)}
            </th>
            <td data-colonne="Appels" safe>
              {count(appels)}
            </td>
            <td data-colonne="Refusés (429)" safe>
              {`${count(refus)} (${shareOf(refus, appels)})`}
            </td>
            <td data-colonne="En échec (5xx)" safe>
              {`${count(pannes)} (${shareOf(pannes, appels)})`}
            </td>
            <td data-colonne="Autres réponses" safe>
              {count(Math.max(0, appels - refus - pannes))}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
