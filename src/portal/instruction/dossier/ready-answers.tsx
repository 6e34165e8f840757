import { remplirModele } from '../../../habilitations/modeles.ts';
import type { GenreModele } from '../../../records/tables/demandes.ts';
import { ReadyAnswerSelect } from '../../views/ready-answers.tsx';
import { genreWords } from '../words.ts';
import type { DossierView } from './view.ts';

interface ReadyAnswersProps {
  readonly view: DossierView;
  readonly name: 'modele' | 'modele_message';
  /** The field that the answer goes into. */
  readonly into: string;
  readonly kinds: readonly GenreModele[];
}

/** Ready answers, filled for this request. Without a script, the page comes back with the text in its field. */
export function ReadyAnswers({ view, name, into, kinds }: ReadyAnswersProps): JSX.Element {
  const { alentours, dossier, publicUrl, values } = view;
  const groups = kinds
    .map((genre) => ({
      title: genreWords[genre],
      options: alentours.modeles
        .filter((modele) => modele.genre === genre)
        .map(({ id, titre, corps }) => ({
          value: String(id),
          label: titre,
          text: remplirModele(corps, dossier.demande, publicUrl),
        })),
    }))
    .filter(({ options }) => options.length > 0);
  if (groups.length === 0) return '';
  return <ReadyAnswerSelect name={name} into={into} groups={groups} value={values[name]} />;
}
