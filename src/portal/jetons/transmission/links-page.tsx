import { type EtatLien, etatLien } from '../../../jetons/transmission/etat-lien.ts';
import type { PageDeLiens } from '../../../jetons/transmission/transmission.ts';
import type { LienSuivi } from '../../../records/liens-de-jetons.ts';
import { dateTimeOf, lengthOf } from '../../shared/dates.ts';
import { Alert } from '../../views/alert.tsx';
import { Badge } from '../../views/badge.tsx';
import type { Frame } from '../../views/frame.ts';
import { JetonTabs } from '../../views/jeton-tabs.tsx';
import { Layout } from '../../views/layout.tsx';
import { Pagination } from '../../views/pagination.tsx';
import { Table } from '../../views/table.tsx';
import { jetonTrail, pageOf } from '../addresses.ts';

export const doneSentences: Readonly<Record<string, string>> = {
  envoye: 'Le lien est envoyé',
  revoque: 'Le lien est révoqué : il ne fonctionne plus',
};

interface LinksPageProps extends PageDeLiens {
  readonly frame: Frame;
  readonly jeton: { readonly jti: string; readonly sujet: string };
  readonly ouvre: boolean;
  readonly done: string | null;
}

/** Who was given the token, and who looked. */
export function linksPage({ frame, jeton, ouvre, done, ...listed }: LinksPageProps): JSX.Element {
  const { liens, page, pages, maintenant } = listed;
  const here = pageOf(jeton.jti, 'liens');
  return (
    <Layout frame={frame} title={`Liens transmis – ${jeton.sujet}`} here="Liens transmis" trail={jetonTrail(jeton)}>
      <h1>Liens transmis</h1>
      <JetonTabs jti={jeton.jti} current={null} />
      {done === null ? '' : <Alert kind="success" title={done} fresh />}
      {ouvre ? (
        <p>
          <a class="fr-btn" href={pageOf(jeton.jti, 'transmettre')}>
            {liens.length === 0 ? 'Transmettre le jeton à mon équipe technique' : 'Envoyer un autre lien'}
          </a>
        </p>
      ) : (
        <p>Ce jeton ne fonctionne plus&nbsp;: aucun lien ne l’ouvre.</p>
      )}
      {liens.length === 0 ? (
        <p>Ce jeton n’a été transmis à personne par un lien.</p>
      ) : (
        <Links jti={jeton.jti} liens={liens} now={maintenant} ouvre={ouvre} />
      )}
      <Pagination of="liens" page={page} pages={pages} href={(to) => `${here}?page=${to}`} />
    </Layout>
  );
}

interface LinksProps {
  readonly jti: string;
  readonly liens: readonly LienSuivi[];
  readonly now: Date;
  readonly ouvre: boolean;
}

function Links({ jti, liens, now, ouvre }: LinksProps): JSX.Element {
  const columns = ['Destinataire', 'État', 'Envoyé', 'Affichages du jeton', 'Action'];
  return (
    <Table caption="Liens de ce jeton, le plus récent d’abord" columns={columns} folds>
      <tbody>
        {liens.map((lien) => (
          <LinkRow jti={jti} lien={lien} now={now} ouvre={ouvre} />
        ))}
      </tbody>
    </Table>
  );
}

const stateWords = {
  vivant: { tone: 'success', label: 'Fonctionne' },
  expire: { tone: 'plain', label: 'Expiré' },
  revoque: { tone: 'error', label: 'Révoqué' },
  remplace: { tone: 'plain', label: 'Remplacé' },
} as const satisfies Record<EtatLien, object>;

function LinkRow({ jti, lien, now, ouvre }: Omit<LinksProps, 'liens'> & { readonly lien: LienSuivi }): JSX.Element {
  const etat = etatLien(lien, now.getTime());
  const { tone, label } = stateWords[etat];
  return (
    <tr>
      <th class="adresse" scope="row">
        <span safe>{lien.email}</span>
        {lien.nom === '' ? '' : <span class="discret" safe>{` (${lien.nom})`}</span>}
      </th>
      <td class="fr-cell--multiline" data-colonne="État">
        <Badge tone={tone} label={label} /> <span safe>{endOf(lien, etat, now)}</span>
        {lien.perdu_le === null ? (
          ''
        ) : (
          <p class="fr-mb-0">
            <strong>Son courriel n’a pas pu être remis</strong>&nbsp;: vérifiez l’adresse.
          </p>
        )}
      </td>
      <td class="fr-cell--multiline" data-colonne="Envoyé" safe>
        {`le ${dateTimeOf(lien.cree_le)}, par ${lien.auteur}`}
      </td>
      <td class="fr-cell--multiline" data-colonne="Affichages du jeton">
        <Views lien={lien} />
      </td>
      <td data-colonne="Action">
        {etat === 'vivant' && ouvre ? (
          <a class="fr-link" href={pageOf(jti, `liens/${lien.id}/revoquer`)}>
            Révoquer<span class="fr-sr-only" safe>{` le lien de ${lien.email}`}</span>
          </a>
        ) : (
          '–'
        )}
      </td>
    </tr>
  );
}

function endOf({ expire_le, clos_le }: LienSuivi, etat: EtatLien, now: Date): string {
  if (etat === 'vivant')
    return `jusqu’au ${dateTimeOf(expire_le)}, encore ${lengthOf(expire_le.getTime() - now.getTime())}`;
  return `le ${dateTimeOf(clos_le ?? expire_le)}`;
}

function Views({ lien: { vues, nombre_vues } }: { lien: LienSuivi }): JSX.Element {
  if (nombre_vues === 0) return 'Aucun';
  return (
    <>
      <ul class="fr-my-0">
        {vues.map(({ le, adresse }) => (
          <li safe>{`le ${dateTimeOf(le)}, depuis ${adresse}`}</li>
        ))}
      </ul>
      {nombre_vues > vues.length ? <span safe>{`et ${nombre_vues - vues.length} auparavant`}</span> : ''}
    </>
  );
}
