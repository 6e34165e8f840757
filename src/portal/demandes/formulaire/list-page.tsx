import { formulaireOf } from '../../../habilitations/cas-usage.ts';
import { type Avancement, avancementDe, type SectionAvancee } from '../../../habilitations/completude.ts';
import { Alert } from '../../views/alert.tsx';
import type { Frame } from '../../views/frame.ts';
import { Layout } from '../../views/layout.tsx';
import { TaskList } from '../../views/task-list.tsx';
import { type Brouillon, remarquesSur } from './brouillon.ts';
import { adresse, casEnTexte } from './options.ts';
import { Asked } from './section-page.tsx';

interface ListPageProps {
  readonly frame: Frame;
  readonly brouillon: Brouillon;
  readonly done: 'creee' | 'enregistree' | null;
}

const etats: Readonly<Record<Avancement, { readonly tone: 'success' | 'warning' | 'plain'; readonly label: string }>> =
  {
    a_faire: { tone: 'plain', label: 'À faire' },
    commencee: { tone: 'warning', label: 'Commencé' },
    complete: { tone: 'success', label: 'Complet' },
  };

/** What is still missing: the sections of a request, and how far each is. */
export function listPage({ frame, brouillon, done }: ListPageProps): JSX.Element {
  const { dossier, formulaire, contexte } = brouillon;
  const { id, numero, intitule } = dossier.demande;
  const avancees = avancementDe(formulaire, contexte);
  const complete = avancees.filter(({ avancement }) => avancement === 'complete').length;
  const isReady = complete === avancees.length;
  return (
    <Layout frame={frame} title={`Demande ${numero}`} trail={[['/', 'Accueil']]}>
      <h1 safe>{intitule === '' ? `Demande ${numero}` : intitule}</h1>
      <p safe>{`Demande ${numero}, ${casEnTexte(formulaireOf(formulaire.casUsage))}`}</p>
      <Done done={done} />
      <Asked brouillon={brouillon} />
      <h2 class="fr-h4" id="avancement" safe>
        {isReady ? 'Tout est prêt : relisez, puis envoyez' : progress(complete, avancees.length)}
      </h2>
      <p class="texte">
        Remplissez les sections dans l’ordre que vous voulez. Ce que vous enregistrez est gardé, même incomplet&nbsp;:
        vous pouvez vous arrêter et revenir plus tard.
      </p>
      <TaskList
        tasks={[
          ...avancees.map((avancee) => taskOf(brouillon, avancee)),
          {
            href: adresse(id, 'recapitulatif'),
            title: 'Relire et envoyer',
            state: isReady ? { tone: 'info', label: 'Prêt' } : { tone: 'plain', label: 'Pas encore possible' },
          },
        ]}
      />
    </Layout>
  );
}

function progress(complete: number, all: number): string {
  if (complete === 0) return `Aucune section complète sur ${all}`;
  return `${complete} section${complete > 1 ? 's complètes' : ' complète'} sur ${all}`;
}

function taskOf(brouillon: Brouillon, { section, titre, avancement, manques }: SectionAvancee) {
  const remarks = remarquesSur(brouillon, section);
  const toComplete =
    avancement === 'commencee' ? `${manques.length} point${manques.length > 1 ? 's' : ''} à compléter` : undefined;
  return {
    href: adresse(brouillon.dossier.demande.id, section),
    title: titre,
    hint: remarks > 0 ? `L’instructeur a fait ${remarks > 1 ? `${remarks} remarques` : 'une remarque'}` : toComplete,
    state:
      remarks > 0 && avancement === 'complete' ? ({ tone: 'warning', label: 'À revoir' } as const) : etats[avancement],
  };
}

function Done({ done }: { done: ListPageProps['done'] }): JSX.Element {
  if (done === null) return '';
  if (done === 'enregistree') return <Alert kind="success" title="Section enregistrée" fresh />;
  return (
    <Alert kind="success" title="Votre brouillon est créé" fresh>
      <p>Vous le retrouverez dans votre compte jusqu’à l’envoi.</p>
    </Alert>
  );
}
