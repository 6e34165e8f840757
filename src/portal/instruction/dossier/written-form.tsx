import { type Champ, champsDe } from '../../../habilitations/champs.ts';
import type { Changement } from '../../../habilitations/changements.ts';
import { sections } from '../../../habilitations/sections.ts';
import type { DemandeMessage } from '../../../records/demande-messages.ts';
import type { GenrePiece } from '../../../records/tables/demandes.ts';
import { dateTimeOf } from '../../shared/dates.ts';
import { TextArea } from '../../views/fields.tsx';
import { Form, HiddenField, SubmitButton } from '../../views/form.tsx';
import { lastChanges } from './last-changes.ts';
import { addressOf, type DossierView, formulaireLu } from './view.ts';
import { WordDiff } from './word-diff.tsx';

/** Where the files of each kind are shown, and how they are called. */
const pieceWords: Readonly<Record<GenrePiece, { readonly section: string; readonly label: string }>> = {
  maquette: { section: 'projet', label: 'Maquette' },
  texte_juridique: { section: 'cadre-juridique', label: 'Texte juridique joint' },
};

/** The request as its applicant wrote it, with what changed since he last sent it. */
export function WrittenForm(view: DossierView): JSX.Element {
  const { dossier } = view;
  const formulaire = formulaireLu(dossier.demande);
  const changes = new Map(lastChanges(dossier.evenements).map((change) => [change.champ, change]));
  return (
    <div class="dossier-texte">
      <Changes changes={changes} />
      {sections.map(({ cle, titre }) => (
        <section aria-labelledby={`section-${cle}`}>
          <h2 class="fr-h4" id={`section-${cle}`}>
            {titre}
          </h2>
          {cle === 'organisation' ? <Applicant view={view} /> : ''}
          {champsDe(formulaire)
            .filter(({ section }) => section === cle)
            .map((champ) => (
              <FieldRead
                view={view}
                champ={champ}
                texte={champ.texte(formulaire, dossier.contexte.donnees)}
                change={changes.get(champ.cle)}
              />
            ))}
          <Pieces view={view} section={cle} />
        </section>
      ))}
    </div>
  );
}

function Changes({ changes }: { changes: ReadonlyMap<string, Changement> }): JSX.Element {
  if (changes.size === 0) return '';
  return (
    <div class="changements-resume">
      <p class="fr-mb-1w">
        <strong safe>
          {changes.size === 1 ? 'Un champ a changé' : `${changes.size} champs ont changé`} depuis l’envoi précédent :
        </strong>
      </p>
      <ul>
        {[...changes.values()].map(({ champ, libelle }) => (
          <li>
            <a href={`#lu-${champ}`} safe>
              {libelle}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Applicant({ view: { dossier } }: { view: DossierView }): JSX.Element {
  const { prenom, nom, fonction, email, telephone } = dossier.demandeur;
  const lines = [`${prenom} ${nom}`.trim(), fonction, email, telephone].filter((line) => line !== '');
  return (
    <div class="champ-lu">
      <h3 class="champ-libelle">Demandeur</h3>
      <p class="champ-valeur" safe>
        {lines.join(', ')}
      </p>
    </div>
  );
}

interface FieldReadProps {
  readonly view: DossierView;
  readonly champ: Champ;
  readonly texte: string;
  readonly change: Changement | undefined;
}

function FieldRead({ view, champ: { cle, libelle }, texte, change }: FieldReadProps): JSX.Element {
  const remarks = view.dossier.messages.filter(({ champ }) => champ === cle);
  return (
    <div class={change === undefined ? 'champ-lu' : 'champ-lu champ-change'} id={`lu-${cle}`}>
      <h3 class="champ-libelle">
        <span safe>{libelle}</span>
        {change === undefined ? '' : <span class="champ-marque">modifié</span>}
      </h3>
      <div class="champ-valeur">
        {change === undefined ? <Plain texte={texte} /> : <WordDiff avant={change.avant} apres={change.apres} />}
      </div>
      {remarks.map((remark) => (
        <Remark remark={remark} />
      ))}
      {view.acts.has('ecrire') ? <RemarkForm view={view} cle={cle} libelle={libelle} /> : ''}
    </div>
  );
}

function Plain({ texte }: { texte: string }): JSX.Element {
  return texte === '' ? <span class="mis-a-jour">Non rempli</span> : <span safe>{texte}</span>;
}

function Remark({ remark: { auteur_nom, le, corps } }: { remark: DemandeMessage }): JSX.Element {
  return (
    <div class="remarque">
      <p class="fr-mb-0 fr-text--sm">
        <strong safe>{auteur_nom}</strong> · <span safe>{dateTimeOf(le)}</span>
      </p>
      <p class="texte-saisi fr-mb-0" safe>
        {corps}
      </p>
    </div>
  );
}

function RemarkForm({ view, cle, libelle }: { view: DossierView; cle: string; libelle: string }): JSX.Element {
  const { frame, dossier, values, errors } = view;
  const name = `remarque_${cle}`;
  const isMine = values.champ === cle;
  return (
    <details class="remarque-form" open={isMine && (errors[name] !== undefined || values.remarque !== '')}>
      <summary>
        Faire une remarque
        <span class="fr-sr-only" safe>{` sur « ${libelle} »`}</span>
      </summary>
      <Form frame={frame} action={addressOf(dossier.demande, '/messages')}>
        <HiddenField name="champ" value={cle} />
        <TextArea
          name={name}
          label={`Remarque sur « ${libelle} »`}
          hint="L’usager la voit à côté du champ, et reçoit un courriel."
          rows={3}
          value={isMine ? values.remarque : ''}
          error={errors[name]}
        />
        <SubmitButton label="Envoyer la remarque" rank="secondary" about={`sur « ${libelle} »`} />
      </Form>
    </details>
  );
}

function Pieces({ view, section }: { view: DossierView; section: string }): JSX.Element {
  const { dossier, alentours } = view;
  const here = alentours.pieces.filter(({ genre }) => pieceWords[genre].section === section);
  return (
    <>
      {here.map(({ id, nom, taille, genre }) => (
        <div class="champ-lu">
          <h3 class="champ-libelle" safe>
            {pieceWords[genre].label}
          </h3>
          <p class="champ-valeur">
            <a class="fr-link" href={addressOf(dossier.demande, `/pieces/${id}`)} safe>
              {`Télécharger ${nom} (PDF – ${Math.max(1, Math.round(taille / 1000))}\u00a0ko)`}
            </a>
          </p>
        </div>
      ))}
    </>
  );
}
