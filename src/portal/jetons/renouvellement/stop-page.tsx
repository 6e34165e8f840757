import type { Suite } from '../../../jetons/prolongation/etapes.ts';
import type { EnCours } from '../../../jetons/prolongation/prolongation.ts';
import { dayOf } from '../../shared/dates.ts';
import type { Frame } from '../../views/frame.ts';
import { Layout } from '../../views/layout.tsx';
import { jetonTrail, prolongationOf, renewalOf } from './addresses.ts';

type Arret = Extract<Suite, { arret: string }>['arret'];

interface StopPageProps {
  readonly frame: Frame;
  readonly enCours: EnCours;
  readonly arret: Arret;
}

/** Why it stops there, and what to do instead. */
export function stopPage({ frame, enCours: { situation, reponses }, arret }: StopPageProps): JSX.Element {
  const { jti, demande, expire_le } = situation;
  const isHandover = arret === 'transferer';
  const title = isHandover ? 'Confiez d’abord la demande' : 'Ce qui a changé doit être examiné';
  const changed = reponses.usage_inchange === false ? 'usage' : 'contacts';
  return (
    <Layout
      frame={frame}
      title={`${title} – Prolonger ${situation.sujet}`}
      here="Prolonger"
      trail={[...jetonTrail(situation), [renewalOf(jti), 'Renouvellement']]}
    >
      <div class="colonne">
        <h1>{title}</h1>
        {isHandover ? (
          <p>
            Un jeton appartient à la personne qui en répond. Confiez la demande à votre successeur&nbsp;: il en devient
            le demandeur, le jeton lui est montré, et il le prolonge lui-même.
          </p>
        ) : (
          <p>
            Rouvrez la demande, corrigez ce qui a changé, renvoyez-la&nbsp;: elle est instruite, puis un nouveau jeton
            vous est remis. Rien n’est prolongé d’ici là.
          </p>
        )}
        <p safe>{`Le jeton d’aujourd’hui fonctionne jusqu’à sa fin, le ${dayOf(expire_le)}.`}</p>
        <p class="actions">
          <a class="fr-btn" href={`/demandes/${demande}/${isHandover ? 'transferer' : 'rouvrir'}`}>
            {isHandover ? 'Confier la demande à un collègue' : 'Rouvrir la demande'}
          </a>
          <a class="fr-btn fr-btn--secondary" href={prolongationOf(jti, isHandover ? 'responsable' : changed)}>
            Changer ma réponse
          </a>
        </p>
      </div>
    </Layout>
  );
}
