import type { Callable, SandboxUnit } from '../shared/console/callable.ts';
import { prose } from '../shared/prose.ts';
import { Table } from '../views/table.tsx';
import { SANDBOX_PATH } from './sandbox-path.ts';

interface UnitTableProps {
  readonly units: readonly SandboxUnit[];
  readonly callable: Callable;
  readonly isFictional: boolean;
}

/** Which unit plays which case, and a link that puts it in the fields. */
export function UnitTable({ units, callable: { endpoint }, isFictional }: UnitTableProps): JSX.Element {
  return (
    <>
      <h2 id="unites">Les entreprises inventées</h2>
      <p class="redaction">
        Leurs numéros passent la clé de contrôle et n’existent pas dans Sirene. Tout autre numéro bien formé est inconnu
        (404). Pour <code>recipient</code>, prenez <code>10000001700010</code>.
      </p>
      <Table
        caption="Entreprises inventées du bac à sable"
        columns={['Numéros', 'Ce que répond l’API', 'Essayer']}
        folds
      >
        <tbody>
          {units.map(({ siren, siret, rna, what }) => {
            const safeWhat = prose(what, { anchor: `unite-${siren}`, caption: siren, pageOf: () => undefined });
            return (
              <tr>
                <th scope="row" class="console-numeros">
                  <code safe>{siren}</code>
                  <span class="champ-precision" safe>{`SIRET ${siret}`}</span>
                  <span class="champ-precision" safe>{`RNA ${rna}`}</span>
                </th>
                <td>{safeWhat}</td>
                <td>
                  {isFictional ? (
                    <a href={`${SANDBOX_PATH}?endpoint=${encodeURIComponent(endpoint.name)}&unite=${siren}#appel`}>
                      Utiliser<span class="fr-sr-only" safe>{` ${siren}`}</span>
                    </a>
                  ) : (
                    'Inconnue de cette donnée'
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </Table>
    </>
  );
}

/** The token that a sandbox lends. */
export function TrialJeton(): JSX.Element {
  return (
    <>
      <h2 id="jeton-essai">Le jeton d’essai</h2>
      <div class="redaction">
        <p>
          Ce bac à sable a un jeton, qui ouvre toutes les données inventées. La console le prête&nbsp;: il part du
          serveur et n’apparaît nulle part. Il est commun à tous les visiteurs&nbsp;: ses limites aussi, et un 429 peut
          venir des appels d’un autre.
        </p>
        <p>
          Dans un terminal de la machine qui fait tourner ce bac à sable, il est dans un fichier du dossier
          d’état&nbsp;: les exemples à copier de chaque <a href="/catalogue">fiche</a> l’y lisent. Qui administre
          l’instance en crée d’autres par <code>apie jeton creer</code>, par exemple sans aucun droit, pour voir un 403.
        </p>
      </div>
    </>
  );
}

/** What changes with real data. */
export function InProduction({ sandbox }: { sandbox: boolean }): JSX.Element {
  return (
    <>
      <h2 id="production">{sandbox ? 'En production' : 'Ce qu’il faut pour appeler'}</h2>
      <ul class="redaction">
        <li>
          Votre jeton, obtenu avec votre habilitation&nbsp;: <a href="/documentation/demarrer">comment l’obtenir</a>. Ne
          le collez que dans un champ de ce site, jamais dans une adresse ni dans un message.
        </li>
        <li>
          De vrais numéros, et <code>context</code>, <code>recipient</code>, <code>object</code> de votre
          démarche&nbsp;: ces appels sont tracés 36 mois, au nom de votre administration.
        </li>
        <li>
          Aucune entreprise inventée&nbsp;:{' '}
          {sandbox
            ? 'les numéros ci-dessus y sont inconnus (404).'
            : 'celles du bac à sable sont inconnues ici (404). Pour les essayer, faites tourner le code du service chez vous, sans rien configurer.'}
        </li>
        <li>
          Vos outils&nbsp;: la description OpenAPI en <a href="/v2/open-api.yml">YAML</a> ou en{' '}
          <a href="/v2/open-api.json">JSON</a>, <a href="/developpeurs/openapi">à parcourir</a> aussi.
        </li>
      </ul>
    </>
  );
}
