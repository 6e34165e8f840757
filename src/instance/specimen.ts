import type { SpecimenOrder } from '../portal/catalogue/options.ts';
import { archiveZip, attestationPdf } from '../simulator/papers.ts';

/** A document like those that an endpoint gives, of nobody: its page of the catalogue offers it. */
export async function drawSpecimen({ title, provider, format }: SpecimenOrder): Promise<Buffer> {
  const content = await attestationPdf({
    titre: title,
    lignes: [
      `Fournisseur de la donnée : ${provider}`,
      'Entreprise : ATELIERS DU PHARE IMAGINAIRE (SIREN 100100015)',
      'Ce spécimen montre un document remis par API Entreprise : une page, du texte, aucune valeur.',
    ],
  });
  return format === 'pdf' ? content : archiveZip([{ name: 'document.pdf', content }]);
}
