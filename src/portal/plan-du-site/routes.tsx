import type { FastifyInstance } from 'fastify';
import { sendPage } from '../shared/page.ts';
import { type SitePage, siteMap, titleAt } from '../shared/site-map.ts';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';

interface PlanOptions {
  /** Pages that a room makes from its own data, under the address of that room. */
  readonly under: Readonly<Record<string, readonly SitePage[]>>;
}

/** Where everything is: made from the registry that the pages themselves take their names from. */
export async function planRoutes(app: FastifyInstance, { under }: PlanOptions): Promise<void> {
  app.get('/plan-du-site', async ({ frame }, reply) => sendPage(reply, planPage(frame, under)));
}

function planPage(frame: Frame, under: PlanOptions['under']): JSX.Element {
  const title = titleAt('/plan-du-site');
  return (
    <Layout frame={frame} title={title} path="/plan-du-site" trail={[['/', 'Accueil']]}>
      <h1 safe>{title}</h1>
      <div class="plan">
        {siteMap.map((section) => (
          <section>
            <h2 class="fr-h5">{section.title}</h2>
            <Pages pages={section.pages} under={under} />
          </section>
        ))}
      </div>
    </Layout>
  );
}

function Pages({ pages, under }: { pages: readonly SitePage[]; under: PlanOptions['under'] }): JSX.Element {
  return (
    <ul>
      {pages.map(({ path, title }) => (
        <li>
          <a href={path} safe>
            {title}
          </a>
          {under[path] === undefined ? '' : <Pages pages={under[path]} under={{}} />}
        </li>
      ))}
    </ul>
  );
}
