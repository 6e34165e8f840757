import type { Changement } from '../../../habilitations/changements.ts';
import { type Section, sections } from '../../../habilitations/sections.ts';
import { Alert } from '../../views/alert.tsx';
import { ErrorSummary } from '../../views/error-summary.tsx';
import { Form, HiddenField, SubmitButton } from '../../views/form.tsx';
import type { Frame } from '../../views/frame.ts';
import { Layout } from '../../views/layout.tsx';
import type { Brouillon } from './brouillon.ts';
import { adresse } from './options.ts';
import { pagesSections } from './pages-sections.ts';
import type { Ecrit } from './section.ts';
import { Typed } from './typed.tsx';

interface SectionPageProps {
  readonly frame: Frame;
  readonly brouillon: Brouillon;
  readonly section: Section;
  readonly ecrit: Ecrit;
  /** Of the section as it is kept. */
  readonly version: string;
  /** Kept all the same: what it lacks may wait. */
  readonly isKept?: boolean;
  /** What was typed over something that has changed meanwhile. */
  readonly conflict?: readonly Changement[];
}

/** One section of the form. */
export function sectionPage(props: SectionPageProps): JSX.Element {
  const { frame, brouillon, section, ecrit, version, isKept, conflict } = props;
  const { numero, id } = brouillon.dossier.demande;
  const rank = sections.findIndex(({ cle }) => cle === section);
  const title = sections[rank]?.titre ?? '';
  const { intro, Champs, piece } = pagesSections[section];
  return (
    <Layout
      frame={frame}
      title={`${title} – Demande ${numero}`}
      here={title}
      isError={isKept === true || conflict !== undefined}
      trail={[
        ['/', 'Accueil'],
        [adresse(id), `Demande ${numero}`],
      ]}
      head={<script defer src="/statique/brouillon.js" />}
    >
      <p class="fr-mb-1v precision" safe>
        {`Section ${rank + 1} sur ${sections.length}`}
      </p>
      <h1>{title}</h1>
      {conflict === undefined ? '' : <Conflict changes={conflict} />}
      <Lacks ecrit={ecrit} isKept={isKept === true} next={nextAddress(id, section)} />
      <Asked brouillon={brouillon} />
      <p class="texte" safe>
        {intro}
      </p>
      <div class="redaction">
        <Form frame={frame} action={adresse(id, section)} withFiles={piece !== undefined}>
          <HiddenField name="version" value={version} />
          <DefaultButton />
          <Champs {...ecrit} />
          <p class="fr-mb-1v precision" role="status" data-enregistrement="" />
          <p class="actions">
            <SubmitButton label="Enregistrer et continuer" name="suite" value="continuer" />
            <SubmitButton label="Enregistrer et revenir à la liste" rank="secondary" name="suite" value="liste" />
          </p>
        </Form>
      </div>
    </Layout>
  );
}

/** What Enter presses, in a form where other buttons come first. */
function DefaultButton(): JSX.Element {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: out of reach of the keyboard, it answers for Enter alone
    <button class="fr-sr-only" type="submit" name="suite" value="continuer" tabindex="-1" aria-hidden="true">
      Enregistrer et continuer
    </button>
  );
}

/** The page after this one: the next section, then the reading over. */
export function nextAddress(id: string, section: Section): string {
  const rank = sections.findIndex(({ cle }) => cle === section);
  return adresse(id, sections[rank + 1]?.cle ?? 'recapitulatif');
}

function Lacks({ ecrit, isKept, next }: { ecrit: Ecrit; isKept: boolean; next: string }): JSX.Element {
  if (!isKept) return <ErrorSummary errors={ecrit.errors} title="Ce qui manque à cette section" />;
  return (
    <ErrorSummary errors={ecrit.errors} title="Enregistré, mais il manque quelque chose">
      <p class="fr-mt-2w fr-mb-0">
        <a class="fr-link" href={next}>
          Passer à la suite, je compléterai plus tard
        </a>
      </p>
    </ErrorSummary>
  );
}

function Conflict({ changes }: { changes: readonly Changement[] }): JSX.Element {
  return (
    <Alert kind="error" title="Rien n’a été enregistré : cette section a changé entre-temps" fresh>
      <p>
        Elle a été modifiée ailleurs, peut-être dans un autre onglet. Votre saisie est ci-dessous, telle que vous l’avez
        tapée&nbsp;: corrigez-la au besoin, puis enregistrez de nouveau. Elle remplacera ce qui est enregistré
        aujourd’hui.
      </p>
      <Typed changes={changes} />
    </Alert>
  );
}

/** What the instructor asks, above everything. */
export function Asked({ brouillon: { aPreciser } }: { brouillon: Brouillon }): JSX.Element {
  if (aPreciser === null) return '';
  return (
    <Alert kind="info" title="L’instructeur vous demande des précisions">
      <p class="texte-saisi" safe>
        {aPreciser.motif}
      </p>
    </Alert>
  );
}
