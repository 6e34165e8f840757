import type { AvisSigne } from '../../../records/demande-avis.ts';
import { dayOf } from '../../shared/dates.ts';
import { nameOf } from '../../shared/session.ts';
import { Select, TextArea } from '../../views/fields.tsx';
import { Form, HiddenField, SubmitButton } from '../../views/form.tsx';
import { addressOf, type DossierView } from './view.ts';

/** What rapporteurs are asked, and what they answer. The applicant never sees it. */
export function Opinions(view: DossierView): JSX.Element {
  const { dossier, acts, own } = view;
  const waited = dossier.avis.find(({ repondu_le }) => repondu_le === null);
  return (
    <section class="carte-panneau" aria-labelledby="avis">
      <h2 class="fr-h6" id="avis" tabindex="-1">
        Avis
      </h2>
      {own ? <p>Les avis sur votre demande ne vous sont pas montrés.</p> : <Given avis={dossier.avis} />}
      {!own && waited?.rapporteur === view.lecteur.id ? <AnswerForm view={view} /> : ''}
      {!own && waited !== undefined && view.lecteur.roles.includes('instructeur') ? <Withdrawal view={view} /> : ''}
      {acts.has('demander_avis') && waited === undefined ? <QuestionForm view={view} /> : ''}
    </section>
  );
}

function Given({ avis }: { avis: readonly AvisSigne[] }): JSX.Element {
  if (avis.length === 0) return <p>Aucun avis n’est demandé. L’usager ne voit pas les avis.</p>;
  return (
    <ol class="chronologie">
      {avis.map((one) => (
        <Opinion avis={one} />
      ))}
    </ol>
  );
}

function Opinion({
  avis: { rapporteur_nom, question, reponse, demande_le, repondu_le },
}: {
  avis: AvisSigne;
}): JSX.Element {
  return (
    <li>
      <p class="fr-mb-0">
        <strong safe>{rapporteur_nom}</strong>, <span safe>{`interrogé le ${dayOf(demande_le)}`}</span>
      </p>
      <p class="texte-saisi mis-a-jour" safe>
        {question}
      </p>
      <p class="fr-mb-0" safe>
        {answerLine(reponse, repondu_le)}
      </p>
      {reponse === null ? (
        ''
      ) : (
        <p class="texte-saisi" safe>
          {reponse}
        </p>
      )}
    </li>
  );
}

function answerLine(reponse: string | null, le: Date | null): string {
  if (le === null) return 'Sa réponse est attendue.';
  return reponse === null ? `Question retirée le ${dayOf(le)}.` : `Réponse du ${dayOf(le)} :`;
}

function AnswerForm({ view: { frame, dossier, values, errors } }: { view: DossierView }): JSX.Element {
  return (
    <Form frame={frame} action={addressOf(dossier.demande, '/avis/reponse')}>
      <TextArea
        name="reponse"
        label="Votre avis"
        hint="Lu par ceux qui instruisent, jamais par l’usager."
        rows={6}
        value={values.reponse}
        error={errors['reponse']}
      />
      <SubmitButton label="Rendre mon avis" />
    </Form>
  );
}

function Withdrawal({ view: { frame, dossier } }: { view: DossierView }): JSX.Element {
  return (
    <Form frame={frame} action={addressOf(dossier.demande, '/avis/retrait')}>
      <SubmitButton label="Retirer la question" rank="tertiary" />
    </Form>
  );
}

function QuestionForm({ view: { frame, dossier, alentours, values, errors } }: { view: DossierView }): JSX.Element {
  if (alentours.rapporteurs.length === 0) return <p>Aucun rapporteur ne peut être interrogé.</p>;
  return (
    <details
      class="repli"
      open={errors['rapporteur'] !== undefined || errors['question'] !== undefined || values.question !== ''}
    >
      <summary>Demander un avis</summary>
      <Form frame={frame} action={addressOf(dossier.demande, '/avis')}>
        <HiddenField name="version" value={String(dossier.demande.version)} />
        <Select
          name="rapporteur"
          label="Rapporteur"
          options={alentours.rapporteurs.map((compte) => [compte.id, nameOf(compte)])}
          value={values.rapporteur}
          error={errors['rapporteur']}
        />
        <TextArea name="question" label="Question" rows={4} value={values.question} error={errors['question']} />
        <SubmitButton label="Demander l’avis" rank="secondary" />
      </Form>
    </details>
  );
}
