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

/** The size of each document that is still there, by its address; null when it could not be told. */
export type Sizes = ReadonlyMap<string, number | null>;

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

/** An answer that long is folded, unless it leads to documents. */
const UNFOLDED_MAX = 25;

function Given({ resultat: { id, service, reponse }, sizes }: Omit<OneProps, 'at'>): JSX.Element {
  if (reponse.genre !== 'donnees') return '';
  const { valeur, manque, documents, documentsFin } = reponse;
  const { title, answer } = service.endpoint;
  const until = documentsFin === null ? '' : `, disponible jusqu’au ${dateTimeOf(documentsFin)}`;
  const documentAt = (url: string) => {
    const size = sizes.get(url);
    if (size === undefined) return null;
    const about = `${format(url)}${size === null ? '' : ` – ${sizeOf(size)}`}${until}`;
    return { href: documentOf(id, documents.indexOf(url) + 1), about };
  };
  const { fields, count, isCut } = labelled(answer, valeur, { documents, missing: manque });
  const [only] = fields;
  if (fields.length === 1 && only?.kind === 'document') return <Alone document={documentAt(only.url)} title={title} />;
  return (
    <details class="repli" open={documents.length > 0 || count <= UNFOLDED_MAX}>
      <summary>
        Lire la réponse<span class="fr-sr-only" safe>{` : ${title}`}</span>
      </summary>
      <LabelledView fields={fields} documentAt={documentAt} />
      {isCut ? <p>La réponse est longue&nbsp;: seul son début est montré.</p> : ''}
    </details>
  );
}

interface AloneProps {
  readonly document: { readonly href: string; readonly about: string } | null;
  readonly title: string;
}

function Alone({ document, title }: AloneProps): JSX.Element {
  if (document === null) return <p>Ce document n’est plus disponible&nbsp;: recommencez la consultation.</p>;
  return (
    <p>
      <a href={document.href}>
        <span safe>{`Télécharger (${document.about})`}</span>
        <span class="fr-sr-only" safe>{` : ${title}`}</span>
      </a>
    </p>
  );
}

const format = (url: string): string => (url.endsWith('.zip') ? 'ZIP' : 'PDF');
