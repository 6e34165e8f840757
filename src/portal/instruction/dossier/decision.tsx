import { dayOf } from '../../shared/dates.ts';
import { TextArea } from '../../views/fields.tsx';
import { Form, HiddenField, SubmitButton } from '../../views/form.tsx';
import { ReadyAnswers } from './ready-answers.tsx';
import { addressOf, type DossierView } from './view.ts';

/** At the foot: one text, and what to do with it. */
export function Decision(view: DossierView): JSX.Element {
  const { frame, dossier, acts, values, errors, own } = view;
  const { demande } = dossier;
  const decides = acts.has('valider') || acts.has('demander_precisions') || acts.has('refuser');
  return (
    <section class="decision" aria-labelledby="decision">
      <h2 class="fr-h4" id="decision">
        Décision
      </h2>
      {decides ? (
        <Form frame={frame} action={addressOf(demande, '/decision')}>
          <HiddenField name="version" value={String(demande.version)} />
          <TextArea
            name="texte"
            label="Texte envoyé à l’usager"
            hint="Obligatoire pour demander des précisions ou refuser, facultatif pour valider."
            rows={8}
            value={values.texte}
            error={errors['texte']}
            plain
          />
          <ReadyAnswers view={view} name="modele" into="texte" kinds={['precisions', 'refus', 'validation']} />
          <RefusalNote view={view} />
          <p class="actions">
            {acts.has('valider') ? <SubmitButton name="acte" value="valider" label="Valider" /> : ''}
            {acts.has('demander_precisions') ? (
              <SubmitButton name="acte" value="demander_precisions" label="Demander des précisions" rank="secondary" />
            ) : (
              ''
            )}
            {mayRefuse(view) ? <SubmitButton name="acte" value="refuser" label="Refuser…" rank="secondary" /> : ''}
          </p>
        </Form>
      ) : (
        <>
          <p safe>{own ? OWN : noDecision(view)}</p>
          <Kept texte={values.texte} />
        </>
      )}
      <OtherActs view={view} />
    </section>
  );
}

const OWN =
  'C’est votre demande : vous la lisez ici, mais nul n’instruit sa propre demande. Un autre instructeur décidera.';

function noDecision({ lecteur, dossier: { demande } }: DossierView): string {
  if (!lecteur.roles.includes('instructeur')) return 'Seul un instructeur décide.';
  if (demande.etat === 'brouillon')
    return 'L’usager a rouvert cette demande : elle se décidera quand il l’aura envoyée.';
  return demande.decidee_le === null
    ? 'Rien n’est à décider dans cet état.'
    : `La décision est prise depuis le ${dayOf(demande.decidee_le)}.`;
}

function mayRefuse({ acts, dossier }: DossierView): boolean {
  return acts.has('refuser') && dossier.demande.precisions_demandees_le !== null;
}

function RefusalNote({ view }: { view: DossierView }): JSX.Element {
  const { precisions_demandees_le } = view.dossier.demande;
  if (!view.acts.has('refuser')) return '';
  return (
    <p class="fr-text--sm mis-a-jour" safe>
      {precisions_demandees_le === null
        ? 'Refuser n’est possible qu’après une demande de précisions : demandez d’abord à l’usager ce qui manque.'
        : `Un refus rappelle de lui-même les précisions demandées le ${dayOf(precisions_demandees_le)}.`}
    </p>
  );
}

/** What had been typed when someone else decided. */
function Kept({ texte }: { texte: string }): JSX.Element {
  if (texte === '') return '';
  return (
    <div class="avis">
      <p>
        <strong>Votre texte n’est pas parti :</strong>
      </p>
      <p class="texte-saisi" safe>
        {texte}
      </p>
    </div>
  );
}

const otherWords = {
  revoquer: 'Révoquer l’habilitation…',
  annuler_reouverture: 'Annuler la réouverture…',
  archiver: 'Archiver…',
} as const;

function OtherActs({ view: { acts, dossier } }: { view: DossierView }): JSX.Element {
  const offered = (['revoquer', 'annuler_reouverture', 'archiver'] as const).filter((acte) => acts.has(acte));
  if (offered.length === 0 && !acts.has('transferer')) return '';
  return (
    <p class="actions fr-mt-3w">
      {offered.map((acte) => (
        <a class="fr-link" href={addressOf(dossier.demande, `/actes/${acte}`)}>
          {otherWords[acte]}
        </a>
      ))}
      {acts.has('transferer') ? (
        <a class="fr-link" href={`/demandes/${dossier.demande.id}/transferer`}>
          Confier à un autre demandeur…
        </a>
      ) : (
        ''
      )}
    </p>
  );
}
