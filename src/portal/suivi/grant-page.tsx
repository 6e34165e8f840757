import { formulaireOf } from '../../habilitations/cas-usage.ts';
import { champsDe } from '../../habilitations/champs.ts';
import type { Donnees } from '../../habilitations/donnees.ts';
import { formulaireEnvoye } from '../../habilitations/formulaire.ts';
import { sections } from '../../habilitations/sections.ts';
import type { Demande } from '../../records/demandes.ts';
import type { Habilitation } from '../../records/habilitations.ts';
import { dayOf } from '../shared/dates.ts';
import { Badge } from '../views/badge.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { delegationsOf, followTrail, pageOf } from './addresses.ts';
import { habilitationWords } from './words.ts';

interface GrantPageProps {
  readonly frame: Frame;
  readonly donnees: Donnees;
  readonly habilitation: Habilitation;
  readonly demande: Demande;
  /** He answers for it: he alone says who sees it and who uses it. */
  readonly isMine: boolean;
}

/** What was granted, as it was that day: nothing changes it. */
export function grantPage({ frame, donnees, habilitation, demande, isMine }: GrantPageProps): JSX.Element {
  const { numero, etat, accordee_le, close_le } = habilitation;
  const { label, tone } = habilitationWords[etat];
  const formulaire = formulaireEnvoye(habilitation.instantane);
  const here = `Habilitation ${numero}`;
  if (formulaire === null) throw new Error(`habilitation ${numero} has no snapshot`);
  return (
    <Layout frame={frame} title={`${here} – Mes demandes`} here={here} trail={followTrail}>
      <h1 safe>{here}</h1>
      <p>
        <Badge tone={tone} label={label} />
      </p>
      <p class="fr-text--lead" safe>
        {formulaire.intitule}
      </p>
      <p safe>
        {`Accordée le ${dayOf(accordee_le)}${close_le === null ? '' : `, close le ${dayOf(close_le)}`}. Voici ce qui a été accordé, tel que c’était écrit ce jour-là.`}
      </p>
      {demande.etat === 'archivee' ? (
        ''
      ) : (
        <p>
          <a class="fr-link" href={pageOf(demande.id)} safe>
            {`Voir la demande ${demande.numero}`}
          </a>
        </p>
      )}
      {isMine ? (
        <p>
          <a class="fr-link" href={`/compte/habilitations/${habilitation.id}/agents`}>
            Agents autorisés à consulter sur le site
          </a>{' '}
          ·{' '}
          <a class="fr-link" href={delegationsOf(habilitation.id)}>
            Déléguer le suivi à mon éditeur de logiciel
          </a>
        </p>
      ) : (
        ''
      )}
      {sections.map(({ cle, titre }) => (
        <section aria-labelledby={cle}>
          <h2 class="fr-h4" id={cle}>
            {titre}
          </h2>
          <dl class="fiche fiche-pliante">
            {cle === 'projet' ? (
              <>
                <dt>Cas d’usage</dt>
                <dd safe>{formulaireOf(formulaire.casUsage).titre}</dd>
              </>
            ) : (
              ''
            )}
            {champsDe(formulaire)
              .filter((champ) => champ.section === cle)
              .map(({ libelle, texte }) => (
                <>
                  <dt safe>{libelle}</dt>
                  <dd class="texte-saisi" safe>
                    {texte(formulaire, donnees) || '–'}
                  </dd>
                </>
              ))}
          </dl>
        </section>
      ))}
    </Layout>
  );
}
