import { safeHref } from '../prose.ts';
import { type ChapterFile, readChapterFiles } from './chapter-file.ts';
import type { Network } from './network.ts';
import { type Cut, cutText, type Section } from './sections.ts';
import { fill, type Lookup } from './template.ts';

/** A page of the guide before it is written. */
export interface PagePlan {
  readonly slug: string;
  readonly path: string;
  readonly title: string;
  /** The question that it answers. */
  readonly question: string;
}

export interface GuidePage extends PagePlan {
  readonly chapters: readonly Chapter[];
}

/** Everything that our chapters make. */
export interface Guide {
  readonly documentation: readonly GuidePage[];
  /** The integrators' home. */
  readonly developers: GuidePage;
  readonly network: Network;
}

export interface Chapter {
  readonly anchor: string;
  readonly title: string;
  readonly summary: string;
  /** The first is the chapter itself. */
  readonly sections: readonly Section[];
}

interface GuideOptions {
  readonly directory: string;
  readonly plans: readonly PagePlan[];
  readonly lookup: Lookup;
}

interface Draft {
  readonly file: ChapterFile;
  readonly plan: PagePlan;
  readonly cut: Cut;
}

/**
 * Reads and writes the whole guide, once. An anchor is unique in all of it, so that a chapter says `#anchor` wherever the
 * other one is; a link, a value or a page that does not exist refuses to start.
 */
export function readGuide({ directory, plans, lookup }: GuideOptions): GuidePage[] {
  const drafts = readChapterFiles(directory).map((file) => draftOf(file, plans, lookup));
  const pathOf = anchorsOf(drafts);
  return plans.map((plan) => {
    const own = drafts.filter((draft) => draft.plan === plan).sort((a, b) => a.file.ordre - b.file.ordre);
    const twice = own.find(({ file }, rank) => file.ordre === own[rank + 1]?.file.ordre);
    if (own.length === 0 || twice !== undefined) {
      throw new Error(
        `La page « ${plan.slug} » n’a pas de chapitre, ou deux de même ordre (${twice?.file.name ?? ''}).`,
      );
    }
    return { ...plan, chapters: own.map((draft) => chapterOf(draft, pathOf)) };
  });
}

function draftOf(file: ChapterFile, plans: readonly PagePlan[], lookup: Lookup): Draft {
  const plan = plans.find(({ slug }) => slug === file.etape);
  if (plan === undefined) throw new Error(`Le chapitre « ${file.name} » est d’une étape inconnue : ${file.etape}.`);
  const markdown = fill(file.markdown, lookup, file.name);
  const words = fill(file.mots_cles ?? '', lookup, file.name);
  return { file, plan, cut: cutText(markdown, { title: file.titre, anchor: file.name, words }) };
}

/** The page of each anchor. */
function anchorsOf(drafts: readonly Draft[]): ReadonlyMap<string, string> {
  const pathOf = new Map<string, string>();
  for (const { plan, cut, file } of drafts) {
    for (const anchor of cut.anchors) {
      if (pathOf.has(anchor)) throw new Error(`L’ancre « ${anchor} » du chapitre « ${file.name} » est déjà prise.`);
      pathOf.set(anchor, plan.path);
    }
  }
  return pathOf;
}

function chapterOf({ file, plan, cut }: Draft, pathOf: ReadonlyMap<string, string>): Chapter {
  const hrefOf = (href: string): string => {
    if (safeHref(href) === null) throw new Error(`Le chapitre « ${file.name} » renvoie hors des pages : ${href}.`);
    if (!href.startsWith('#')) return href;
    const path = pathOf.get(href.slice(1));
    if (path === undefined) throw new Error(`Le chapitre « ${file.name} » renvoie à une ancre inconnue : ${href}.`);
    return path === plan.path ? href : `${path}${href}`;
  };
  return { anchor: file.name, title: file.titre, summary: file.resume, sections: cut.write(hrefOf) };
}
