import type { PagePlan } from '../shared/guide/guide.ts';

/** The pages of the documentation in the order of a project; each answers one question. */
export const documentationPlans: readonly PagePlan[] = [
  {
    slug: 'besoin',
    path: '/documentation/besoin',
    title: 'Choisir',
    question: 'API Entreprise répond-elle à notre besoin, et y avons-nous droit ?',
  },
  {
    slug: 'prerequis',
    path: '/documentation/prerequis',
    title: 'Préparer',
    question: 'Que faut-il avoir et comprendre avant de commencer ?',
  },
  {
    slug: 'demarrer',
    path: '/documentation/demarrer',
    title: 'Démarrer',
    question: 'Comment aller de la demande d’accès à la mise en production ?',
  },
  {
    slug: 'quotidien',
    path: '/documentation/quotidien',
    title: 'Vivre avec',
    question: 'Comment se servir du service au quotidien, et que faire quand il répond mal ?',
  },
  {
    slug: 'codes',
    path: '/documentation/codes',
    title: 'Codes et en-têtes',
    question: 'Que veut dire ce code, et que dois-je en faire ?',
  },
];

/** The integrators' own page, made of chapters too. */
export const developerPlan: PagePlan = {
  slug: 'developpeurs',
  path: '/developpeurs',
  title: 'Développeurs',
  question: 'Tout ce qu’il faut pour un premier appel, puis pour un client bien élevé.',
};
