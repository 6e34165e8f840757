import type { FastifyInstance } from 'fastify';
import type { Mentions } from '../shared/mentions.ts';
import { sendPage } from '../shared/page.ts';
import { isServed, titleAt } from '../shared/site-map.ts';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { Summary } from '../views/summary.tsx';

interface TakePartOptions {
  readonly mentions: Mentions;
}

const parts = [
  { id: 'signaler', title: 'Signaler une erreur' },
  { id: 'vous-detenez-des-donnees', title: 'Vous détenez des données' },
  { id: 'rejoindre', title: 'Rejoindre l’équipe' },
] as const;

/** The form of questions, its subject written. */
const HOLDER = `/support/signaler?type=general&sujet=${encodeURIComponent('Nous détenons des données')}`;

/** How a reader helps the service: what he has seen, what he holds, what he can do. */
export async function takePartRoutes(app: FastifyInstance, { mentions }: TakePartOptions): Promise<void> {
  app.get('/participer', async ({ frame }, reply) => sendPage(reply, takePartPage(frame, mentions)));
}

function takePartPage(frame: Frame, mentions: Mentions): JSX.Element {
  const [report, hold, join] = parts;
  const { recrutement } = mentions;
  return (
    <Layout frame={frame} title={titleAt('/participer')} path="/participer" trail={[['/', 'Accueil']]}>
      <h1 safe>{titleAt('/participer')}</h1>
      <Summary entries={parts} />
      <div class="redaction">
        <h2 id={report.id}>{report.title}</h2>
        <p>Dites-nous ce que vous avez vu, et où&nbsp;:</p>
        <ul>
          <li>
            <strong>sur un endpoint</strong>&nbsp;: le numéro appelé et l’en-tête <code>X-Request-Id</code> de la
            réponse, jamais le jeton&nbsp;;
          </li>
          <li>
            <strong>dans la documentation</strong>&nbsp;: la page, et la phrase&nbsp;;
          </li>
          <li>
            <strong>sur le site</strong>&nbsp;: la page, votre navigateur et sa version&nbsp;;
          </li>
          <li>
            <strong>partout</strong>&nbsp;: l’heure, et depuis quand.
          </li>
        </ul>
        <p>
          Une panne en cours se lit d’abord sur l’<a href="/etat-des-services">état des services</a>.
        </p>
        <Contact mentions={mentions} href="/support#signaler" />
        <h2 id={hold.id}>{hold.title}</h2>
        <p>
          Votre administration tient un registre, délivre une attestation ou calcule un montant que d’autres redemandent
          aux entreprises et aux associations&nbsp;? Vous pouvez le mettre à leur disposition ici&nbsp;: vous gardez la
          maîtrise de ce que vous ouvrez, à qui et pourquoi&nbsp;; chaque appel est tracé et vous pouvez en demander la
          raison.
        </p>
        <p>
          Il suffit d’un service que nous puissions interroger, ou d’un fichier remis à intervalles réguliers.
          Dites-nous quelle donnée, sur quel périmètre, et quel texte en règle la communication.
        </p>
        <Contact mentions={mentions} href={HOLDER} />
        <h2 id={join.id}>{join.title}</h2>
        {recrutement === null ? (
          <p>Aucune offre n’est publiée pour le moment.</p>
        ) : (
          <p>
            <a href={recrutement} rel="noopener external">
              Voir les offres d’emploi
            </a>
          </p>
        )}
      </div>
    </Layout>
  );
}

function Contact({ mentions: { editeur }, href }: TakePartOptions & { href: string }): JSX.Element {
  if (isServed('/support')) {
    return (
      <p>
        <a class="fr-link" href={href}>
          Nous écrire
        </a>
      </p>
    );
  }
  if (editeur.courriel === '')
    return (
      <p>
        <em>L’exploitant n’a pas encore renseigné l’adresse où lui écrire.</em>
      </p>
    );
  return (
    <p>
      Écrivez à{' '}
      <a href={`mailto:${editeur.courriel}`} safe>
        {editeur.courriel}
      </a>
      .
    </p>
  );
}
