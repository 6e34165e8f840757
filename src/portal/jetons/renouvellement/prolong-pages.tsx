import type { Children } from '@kitajs/html';
import { tokenLifeMonths } from '../../../core/terms.ts';
import { personneEnTexte } from '../../../habilitations/champs.ts';
import { type Formulaire, formulaireEnvoye } from '../../../habilitations/formulaire.ts';
import { type Etape, etapes } from '../../../jetons/prolongation/etapes.ts';
import type { EnCours } from '../../../jetons/prolongation/prolongation.ts';
import { dayOf } from '../../shared/dates.ts';
import { RadioGroup } from '../../views/choices.tsx';
import { ErrorSummary, type FieldErrors } from '../../views/error-summary.tsx';
import { Form, SubmitButton } from '../../views/form.tsx';
import type { Frame } from '../../views/frame.ts';
import { Layout } from '../../views/layout.tsx';
import { SummaryList, type SummaryRow } from '../../views/summary-list.tsx';
import { jetonTrail, prolongationOf, renewalOf } from './addresses.ts';
import { ContactQuestions } from './contact-questions.tsx';

export interface ProlongPageProps {
  readonly frame: Frame;
  readonly enCours: EnCours;
  readonly errors?: FieldErrors;
}

const titles: Readonly<Record<Etape, string>> = {
  responsable: 'Êtes-vous toujours la bonne personne\u00a0?',
  usage: 'L’usage est-il le même\u00a0?',
  contacts: 'Les contacts sont-ils les bons\u00a0?',
  resume: 'Prolonger le jeton\u00a0?',
};

/** One screen of a prolongation. */
export function prolongPage(etape: Etape, props: ProlongPageProps): JSX.Element {
  const { frame, enCours, errors = {} } = props;
  const { situation } = enCours;
  const title = titles[etape];
  const before = etapes[etapes.indexOf(etape) - 1];
  const isLast = etape === 'resume';
  return (
    <Layout
      frame={frame}
      title={`${title} – Prolonger ${situation.sujet}`}
      here="Prolonger"
      isError={Object.keys(errors).length > 0}
      trail={[...jetonTrail(situation), [renewalOf(situation.jti), 'Renouvellement']]}
    >
      <div class="colonne">
        <p class="fr-text--sm fr-mb-1w" safe>
          {`Prolonger « ${situation.sujet} », écran ${etapes.indexOf(etape) + 1} sur ${etapes.length}`}
        </p>
        <h1 safe>{title}</h1>
        <ErrorSummary errors={errors} />
        <Form frame={frame} action={prolongationOf(situation.jti, etape)}>
          <Screen etape={etape} enCours={enCours} errors={errors} />
          <p class="actions">
            <SubmitButton label={isLast ? 'Prolonger le jeton' : 'Continuer'} />
            <a
              class="fr-btn fr-btn--secondary"
              href={before === undefined ? renewalOf(situation.jti) : prolongationOf(situation.jti, before)}
            >
              {before === undefined ? 'Annuler' : 'Revenir en arrière'}
            </a>
          </p>
        </Form>
        <p class="fr-text--sm">Vos réponses sont gardées&nbsp;: vous pouvez partir et reprendre plus tard.</p>
      </div>
    </Layout>
  );
}

interface ScreenProps {
  readonly enCours: EnCours;
  readonly errors: FieldErrors;
}

function Screen({ etape, ...props }: ScreenProps & { etape: Etape }): JSX.Element {
  switch (etape) {
    case 'responsable':
      return <InCharge {...props} />;
    case 'usage':
      return <SamePurpose {...props} />;
    case 'contacts':
      return <ContactQuestions {...props} />;
    case 'resume':
      return <Summary {...props} />;
  }
}

function InCharge({ enCours: { situation, reponses }, errors }: ScreenProps): JSX.Element {
  return (
    <RadioGroup
      name="responsable"
      legend={`${situation.demandeur_nom}, répondez-vous toujours de ce jeton dans votre organisation\u00a0?`}
      hint="Vous recevez le nouveau jeton, et vous en répondez pendant toute sa vie."
      checked={reponses.responsable ?? ''}
      error={errors['responsable']}
      options={[
        { value: 'oui', label: 'Oui' },
        { value: 'bientot', label: 'Oui, mais je serai bientôt remplacé' },
        { value: 'non', label: 'Non, quelqu’un d’autre en répond' },
      ]}
    />
  );
}

function SamePurpose({ enCours: { situation, reponses }, errors }: ScreenProps): JSX.Element {
  const form = grantedForm(situation.instantane);
  return (
    <>
      <p>Ce qui a été accordé&nbsp;:</p>
      <dl class="fiche">
        <Said term="Projet" text={form.intitule} />
        <Said term="Description" text={form.contenu.description} />
        <Said term="Destinataires des données" text={form.contenu.destinataires} />
        <Said term="Cadre juridique" text={form.contenu.texte_juridique} />
        <Said term="Conservation" text={`${form.contenu.conservation_mois} mois`} />
      </dl>
      <RadioGroup
        name="usage"
        legend={'Tout cela est-il encore exact\u00a0?'}
        hint="Les données demandées restent les mêmes aussi : le nouveau jeton a les droits de l’ancien."
        checked={reponses.usage_inchange === null ? '' : reponses.usage_inchange ? 'oui' : 'non'}
        error={errors['usage']}
        options={[
          { value: 'oui', label: 'Oui, rien n’a changé' },
          { value: 'non', label: 'Non, quelque chose a changé' },
        ]}
      />
    </>
  );
}

function Said({ term, text }: { term: string; text: string }): JSX.Element {
  return (
    <>
      <dt safe>{term}</dt>
      <dd class="texte" safe>
        {text.trim() === '' ? 'Non renseigné' : text}
      </dd>
    </>
  );
}

function Summary({ enCours: { situation, fin } }: ScreenProps): JSX.Element {
  const { jti } = situation;
  const form = grantedForm(situation.instantane);
  const row = (label: string, value: Children, etape: Etape): SummaryRow => ({
    label,
    value,
    href: prolongationOf(jti, etape),
  });
  return (
    <>
      <SummaryList
        rows={[
          row('Vous répondez du jeton', 'Oui', 'responsable'),
          row('L’usage est inchangé', 'Oui', 'usage'),
          row('Contact métier', <span safe>{personneEnTexte(form.contenu.contact_metier)}</span>, 'contacts'),
          row('Contact technique', <span safe>{personneEnTexte(form.contenu.contact_technique)}</span>, 'contacts'),
        ]}
      />
      <p
        safe
      >{`Un nouveau jeton est créé aussitôt, aux mêmes droits, valable ${tokenLifeMonths} mois, jusqu’au ${dayOf(fin)}. Celui d’aujourd’hui fonctionne à côté de lui jusqu’au ${dayOf(situation.expire_le)}. Vos contacts en sont prévenus. Cela ne s’annule pas\u00a0; un jeton de trop se révoque.`}</p>
    </>
  );
}

function grantedForm(instantane: unknown): Formulaire {
  const form = formulaireEnvoye(instantane);
  if (form === null) throw new Error('a habilitation has a snapshot');
  return form;
}
