import type { HabilitationUtilisable, QualiteAgent } from '../../records/agents-habilites.ts';
import { dayOf } from '../shared/dates.ts';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { ATTESTATIONS, accountTrail, agentsOf, CONSULTATIONS, formOf } from './addresses.ts';

const qualities: Readonly<Record<QualiteAgent, string>> = {
  demandeur: 'Vous avez fait la demande d’accès',
  contact_metier: 'Vous en êtes le contact métier',
  agent: 'Vous y êtes autorisé',
};

/** Under which grants one may look companies up. */
export function homePage(frame: Frame, habilitations: readonly HabilitationUtilisable[]): JSX.Element {
  return (
    <Layout frame={frame} title="Attestations" path={ATTESTATIONS} trail={accountTrail}>
      <h1>Attestations</h1>
      <p class="fr-text--lead">
        Consultez une entreprise ou une association et téléchargez ses attestations, sans logiciel.
      </p>
      {habilitations.length === 0 ? <Nothing /> : <Choices habilitations={habilitations} />}
      <p class="fr-mt-4w">
        <a class="fr-link" href={CONSULTATIONS}>
          Mes consultations
        </a>
      </p>
    </Layout>
  );
}

function Nothing(): JSX.Element {
  return (
    <>
      <p>
        Aucune habilitation ne vous est ouverte. Consulter est réservé à la personne qui a fait une demande d’accès
        acceptée, au contact métier qu’elle nomme, et aux agents qu’elle autorise, chacun avec le compte de son adresse
        e-mail.
      </p>
      <p>
        Si l’on vous a autorisé, vérifiez auprès de cette personne l’adresse qu’elle a saisie, et la date de fin.{' '}
        <a href="/demander-un-acces">Demander un accès pour votre organisation</a>
      </p>
    </>
  );
}

function Choices({ habilitations }: { habilitations: readonly HabilitationUtilisable[] }): JSX.Element {
  return (
    <>
      <h2>Au nom de quelle habilitation&nbsp;?</h2>
      <ul class="liste-incidents">
        {habilitations.map(({ id, numero, intitule, organisation, qualite, fin_le }) => (
          <li class="incident">
            <h3 class="fr-h5 fr-mb-1w">
              <a href={formOf(id)} safe>
                {intitule}
              </a>
            </h3>
            <p class="fr-mb-1w" safe>{`${organisation === null ? '' : `${organisation}, `}habilitation ${numero}`}</p>
            <p class="fr-mb-0">
              <span safe>
                {`${qualities[qualite]}${fin_le === null ? '' : `, jusqu’au ${dayOf(new Date(fin_le.getTime() - 1))}`}.`}
              </span>{' '}
              {qualite === 'demandeur' ? (
                <a href={agentsOf(id)}>
                  Agents autorisés<span class="fr-sr-only" safe>{` sous l’habilitation ${numero}`}</span>
                </a>
              ) : (
                ''
              )}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
