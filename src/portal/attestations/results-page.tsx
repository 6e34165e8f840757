import type { Ouverte } from '../../attestations/acces.ts';
import type { Resultat } from '../../attestations/issue.ts';
import { keptTogether } from '../../core/french-spaces.ts';
import { dateTimeOf } from '../shared/dates.ts';
import { Alert } from '../views/alert.tsx';
import { Badge } from '../views/badge.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { attestationsTrail, CONSULTATIONS, documentOf, formOf } from './addresses.ts';
import type { Typed } from './form-reading.ts';
import { labelled } from './labelled.ts';
import { LabelledView } from './labelled-view.tsx';
import { sizeOf, spaced, stateOf } from './words.ts';

/** The size of each document that is still there, by its address. */
export type Sizes = ReadonlyMap<string, number>;

interface ResultsPageProps {
  readonly frame: Frame;
  readonly ouverte: Ouverte;
  readonly typed: Typed;
  readonly valeur: string;
  readonly resultats: readonly Resultat[];
  readonly sizes: Sizes;
  readonly at: Date;
}

const head = <link rel="stylesheet" href="/statique/attestations.css" />;

/** What each service said, attestations first. */
export function resultsPage(props: ResultsPageProps): JSX.Element {
  const { frame, ouverte, typed, valeur, resultats, sizes, at } = props;
  const { habilitation } = ouverte;
  const title = `Résultats pour ${spaced(valeur)}`;
  const form = [formOf(habilitation.id), habilitation.numero] as const;
  return (
    <Layout frame={frame} title={title} trail={[...attestationsTrail, form]} here="Résultats" head={head}>
      <h1 safe>{title}</h1>
      <Done resultats={resultats} />
      <dl class="fiche fiche-pliante">
        <dt>Procédure</dt>
        <dd safe>{typed.contexte}</dd>
        <dt>Dossier</dt>
        <dd safe>{typed.objet}</dd>
        <dt>Consulté le</dt>
        <dd safe>{`${dateTimeOf(at)}, sous l’habilitation ${habilitation.numero}`}</dd>
      </dl>
      {resultats.map((resultat) => (
        <One resultat={resultat} sizes={sizes} at={at} />
      ))}
      <p class="actions fr-mt-4w">
        <a class="fr-btn" href={formOf(habilitation.id)}>
          Nouvelle consultation
        </a>
        <a class="fr-btn fr-btn--secondary" href={CONSULTATIONS}>
          Mes consultations
        </a>
      </p>
    </Layout>
  );
}

function Done({ resultats }: { resultats: readonly Resultat[] }): JSX.Element {
  const obtained = resultats.filter(({ reponse }) => reponse.genre === 'donnees').length;
  const kind = obtained === resultats.length ? 'success' : obtained === 0 ? 'warning' : 'info';
  const of = resultats.length === 1 ? '1 demandé' : `${resultats.length} demandés`;
  const title =
    obtained === 0 ? `Aucun résultat, sur ${of}` : `${obtained} obtenu${obtained > 1 ? 's' : ''}, sur ${of}`;
  return (
    <Alert kind={kind} title={title} fresh>
      <p>Quittez ou fermez cette page quand vous avez fini&nbsp;: elle n’est pas conservée.</p>
    </Alert>
  );
}

interface OneProps {
  readonly resultat: Resultat;
  readonly sizes: Sizes;
  readonly at: Date;
}

function One({ resultat, sizes, at }: OneProps): JSX.Element {
  const { service, reponse, identifiant, remplace } = resultat;
  const { name, title } = service.endpoint;
  const { tone, label, what } = stateOf(service, reponse, at);
  return (
    <section class="consultation-service" aria-labelledby={`service-${name}`}>
      <h2 class="fr-h5 fr-mb-1w" id={`service-${name}`} safe>
        {title}
      </h2>
      <p>
        <Badge tone={tone} label={label} />
      </p>
      {remplace === null ? (
        ''
      ) : (
        <p safe>
          {`L’identifiant ${spaced(remplace)} a été remplacé : la réponse est celle de ${spaced(identifiant)}. Corrigez votre fichier.`}
        </p>
      )}
      {what === '' ? '' : <p safe>{keptTogether(what)}</p>}
      {reponse.genre === 'donnees' ? <Given resultat={resultat} sizes={sizes} /> : ''}
    </section>
  );
}

function Given({ resultat: { id, service, reponse }, sizes }: Omit<OneProps, 'at'>): JSX.Element {
  if (reponse.genre !== 'donnees') return '';
  const { valeur, manque, documents, documentsFin } = reponse;
  const documentAt = (url: string) => (sizes.has(url) ? documentOf(id, documents.indexOf(url) + 1) : null);
  const { fields, isCut } = labelled(service.endpoint.answer, valeur, { documents, missing: manque });
  const [only] = documents;
  const isAlone = only !== undefined && fields.length === 1;
  return (
    <>
      {documents.length === 0 ? (
        ''
      ) : (
        <ul>
          {documents.map((url, rank) => (
            <li>
              <DocumentLink
                href={documentAt(url)}
                name={documents.length === 1 ? '' : ` le document ${rank + 1}`}
                about={`${format(url)}${sizeWords(sizes.get(url))}${untilWords(documentsFin)}`}
                title={service.endpoint.title}
              />
            </li>
          ))}
        </ul>
      )}
      {isAlone ? (
        ''
      ) : (
        <details class="repli" open={fields.length <= 12}>
          <summary>
            Lire la réponse<span class="fr-sr-only" safe>{` : ${service.endpoint.title}`}</span>
          </summary>
          <LabelledView fields={fields} documentAt={documentAt} />
          {isCut ? <p>La réponse est longue&nbsp;: seul son début est montré.</p> : ''}
        </details>
      )}
    </>
  );
}

interface DocumentLinkProps {
  readonly href: string | null;
  readonly name: string;
  readonly about: string;
  readonly title: string;
}

function DocumentLink({ href, name, about, title }: DocumentLinkProps): JSX.Element {
  if (href === null) return <span>Ce document n’est plus disponible&nbsp;: recommencez la consultation.</span>;
  return (
    <a href={href}>
      <span safe>{`Télécharger${name} (${about})`}</span>
      <span class="fr-sr-only" safe>{` : ${title}`}</span>
    </a>
  );
}

const format = (url: string): string => (url.endsWith('.zip') ? 'ZIP' : 'PDF');
const sizeWords = (bytes: number | undefined): string => (bytes === undefined ? '' : ` – ${sizeOf(bytes)}`);
const untilWords = (end: Date | null): string => (end === null ? '' : `, disponible jusqu’au ${dateTimeOf(end)}`);
