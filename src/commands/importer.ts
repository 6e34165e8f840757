import {
  abandonDeadFichiers,
  dropStaleFichiers,
  type FichierImporte,
  listFichiers,
  retireFichier,
} from '../records/fichiers-importes.ts';
import {
  type Attached,
  type Caller,
  type Command,
  type CommandContext,
  CommandError,
  type FileProvider,
} from './command.ts';
import { FileLoad } from './file-load.ts';
import { readWords } from './options.ts';

export const importer: Command = {
  name: 'importer',
  usage: '[FOURNISSEUR FICHIER.csv | FOURNISSEUR --retirer --oui | --liste]',
  purpose: [
    "Sert un fichier remis par un fournisseur à la place de son service HTTP. L'ancien fichier répond tant que le nouveau",
    "      n'est pas entier et vérifié ; un fichier fautif est refusé, lignes à l'appui, et rien n'est changé. CSV en UTF-8,",
    '      séparé par « ; » ou « , », avec son en-tête ; un .csv.gz convient. FOURNISSEUR seul dit les colonnes attendues.',
    '      --retirer revient au service HTTP. --liste dit ce qui est servi, un objet JSON par ligne.',
    '      Voir docs/exploitation/fichiers-des-fournisseurs.md.',
  ].join('\n'),
  attaches: (args) => args.filter((word) => !word.startsWith('-'))[1] ?? null,
  async *run(args, context, caller) {
    const { given, rest } = readWords(args, [], ['liste', 'retirer', 'oui']);
    const [slug, path, ...others] = rest;
    if (others.length > 0) throw new CommandError(`Deux arguments au plus sont attendus, ${rest.length} reçus.`);
    if (slug === undefined) return yield* list(context);
    const provider = known(slug, context);
    if (given.has('retirer')) return yield* retire(provider, given.has('oui'), context);
    if (path === undefined) throw new CommandError(expected(provider));
    if (caller.attached === null) throw new CommandError(`Le fichier « ${path} » n'accompagne pas la commande.`);
    yield* load(provider, caller.attached, caller, context);
  },
};

async function* list({ db, handedFiles }: CommandContext): AsyncGenerator<string> {
  const files = await listFichiers(db);
  for (const { slug, otherwise } of handedFiles.providers) {
    const ofProvider = files.filter(({ fournisseur }) => fournisseur === slug);
    const served = ofProvider.find(({ etat }) => etat === 'servi');
    const loading = ofProvider.find(({ etat }) => etat === 'en_cours');
    yield JSON.stringify({
      fournisseur: slug,
      source: served === undefined ? otherwise : 'fichier',
      fichier: served?.nom ?? null,
      servi_le: served?.servi_le ?? null,
      lignes: served?.lignes ?? null,
      import_en_cours: loading === undefined ? null : { commence_le: loading.commence_le, lignes: loading.lignes },
    });
  }
}

async function* retire(provider: FileProvider, confirmed: boolean, context: CommandContext): AsyncGenerator<string> {
  const { db, handedFiles } = context;
  const served = await servedFile(provider, context);
  if (served === undefined) throw new CommandError(`Aucun fichier de ${provider.slug} n'est servi : rien à retirer.`);
  const after = afterwards[provider.otherwise];
  if (!confirmed) {
    throw new CommandError(`À retirer : ${told(served)} ; ensuite, ${after}. Pour confirmer, ajoutez --oui.`);
  }
  await retireFichier(db, provider.slug);
  await handedFiles.refresh();
  await dropAside(context);
  yield `Retiré : ${told(served)} ; désormais, ${after}.`;
}

/** What answers once no file is served. */
const afterwards: Readonly<Record<FileProvider['otherwise'], string>> = {
  service: 'les appels iront au service HTTP du fournisseur',
  simulateur: 'les appels iront au fournisseur simulé',
  aucune: "les appels répondront 503, faute d'une autre source",
};

async function* load(
  provider: FileProvider,
  attached: Attached,
  caller: Caller,
  context: CommandContext,
): AsyncGenerator<string> {
  const { handedFiles } = context;
  await abandonDeadFichiers(context.db, null);
  const before = await servedFile(provider, context);
  const lines = await new FileLoad({ provider, attached, report: caller.report, context })
    .run()
    .finally(() => dropAside(context));
  await handedFiles.refresh();
  const former = before === undefined ? '' : ` Il remplace ${told(before)}, de ${counted(before.lignes)}.`;
  yield `Le fichier « ${attached.name} » de ${provider.slug} est servi : ${counted(lines)}.${former}`;
}

/** A version that cannot be dropped at once is dropped later, by the task that sweeps. */
async function dropAside({ db }: CommandContext): Promise<void> {
  await dropStaleFichiers(db).catch(() => undefined);
}

async function servedFile({ slug }: FileProvider, { db }: CommandContext): Promise<FichierImporte | undefined> {
  const files = await listFichiers(db);
  return files.find(({ fournisseur, etat }) => fournisseur === slug && etat === 'servi');
}

function known(slug: string, { handedFiles: { providers } }: CommandContext): FileProvider {
  const provider = providers.find((one) => one.slug === slug);
  if (provider !== undefined) return provider;
  const slugs = providers.map((one) => one.slug).join(', ') || 'aucun';
  throw new CommandError(`Le fournisseur « ${slug} » ne remet pas de fichier. Ceux qui en remettent : ${slugs}.`);
}

function expected({ slug, file }: FileProvider): string {
  const columns = Object.entries(file.columns).map(([name, purpose]) => `  ${name} : ${purpose}`);
  return [
    `Un fichier est attendu : apie importer ${slug} FICHIER.csv. ${file.purpose} ; ses colonnes :`,
    ...columns,
  ].join('\n');
}

function told({ fournisseur, nom, servi_le }: FichierImporte): string {
  return `le fichier « ${nom} » de ${fournisseur}, servi depuis le ${servi_le?.toISOString() ?? '?'}`;
}

function counted(lines: number): string {
  return `${lines.toLocaleString('fr-FR')} ligne${lines > 1 ? 's' : ''}`;
}
