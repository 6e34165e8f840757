import { titleAt } from '../shared/site-map.ts';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { categories, type Question } from './questions.ts';

interface FaqPageProps {
  readonly frame: Frame;
  readonly questions: readonly Question[];
  /** Questions with this label alone; null = all. */
  readonly label: string | null;
}

/** Every answer is on the page, to be found by the browser's own search too. */
export function faqPage({ frame, questions, label }: FaqPageProps): JSX.Element {
  const shown = label === null ? questions : questions.filter(({ labels }) => labels.includes(label));
  const labels = [...new Set(questions.flatMap((question) => question.labels))].sort((a, b) =>
    a.localeCompare(b, 'fr'),
  );
  const title = titleAt('/faq');
  return (
    <Layout
      frame={frame}
      title={label === null ? title : `${title} : ${label}`}
      path="/faq"
      trail={
        label === null
          ? [['/', 'Accueil']]
          : [
              ['/', 'Accueil'],
              ['/faq', title],
            ]
      }
    >
      <h1 safe>{title}</h1>
      <nav aria-label="Questions par étiquette">
        <ul class="fr-tags-group">
          <LabelLink href="/faq" label="Toutes" chosen={label === null} />
          {labels.map((name) => (
            <LabelLink href={`/faq?etiquette=${encodeURIComponent(name)}`} label={name} chosen={name === label} />
          ))}
        </ul>
      </nav>
      <p class="precision" role="status" safe>
        {`${shown.length} question${shown.length > 1 ? 's' : ''}`}
      </p>
      {Object.entries(categories).map(([category, name]) => (
        <Category name={name} questions={shown.filter((question) => question.category === category)} />
      ))}
      <p class="redaction fr-mt-6w">
        Vous ne trouvez pas&nbsp;? <a href="/support">Écrivez au support</a>.
      </p>
    </Layout>
  );
}

function LabelLink({ href, label, chosen }: { href: string; label: string; chosen: boolean }): JSX.Element {
  return (
    <li>
      <a class="fr-tag" href={href} {...(chosen ? { 'aria-current': 'true' } : {})} safe>
        {label}
      </a>
    </li>
  );
}

function Category({ name, questions }: { name: string; questions: readonly Question[] }): JSX.Element {
  if (questions.length === 0) return '';
  return (
    <section class="redaction">
      <h2 safe>{name}</h2>
      {questions.map(({ id, question, html }) => (
        <div class="question">
          <h3 class="fr-h6" id={id}>
            <span safe>{question}</span>{' '}
            <a class="ancre" href={`#${id}`} aria-label={`Lien vers la question « ${question} »`}>
              #
            </a>
          </h3>
          {html}
        </div>
      ))}
    </section>
  );
}
