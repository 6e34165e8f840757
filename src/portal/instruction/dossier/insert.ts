import { remplirModele } from '../../../habilitations/modeles.ts';
import type { Demande } from '../../../records/demandes.ts';
import type { InstructionOptions } from '../options.ts';

/** What was typed, followed by a ready answer filled for this request. */
export async function withReadyAnswer(
  { instruction, publicUrl }: Pick<InstructionOptions, 'instruction' | 'publicUrl'>,
  demande: Demande,
  { texte, modele }: { readonly texte: string; readonly modele: string },
): Promise<string> {
  const chosen = (await instruction.modeles()).find(({ id }) => String(id) === modele);
  if (chosen === undefined) return texte;
  return [texte, remplirModele(chosen.corps, demande, publicUrl)].filter((part) => part !== '').join('\n\n');
}
