import { Type } from 'typebox';

const text = (description: string) =>
  Type.Union([Type.String(), Type.Null()], { description: `${description} ; null quand l'INPI ne l'indique pas.` });
const day = (description: string) => text(`${description}, au format AAAAMMJJ`);
const count = (description: string) => Type.Integer({ description });
const latest = 'au plus cinq, dans l’ordre donné par l’INPI.';

/** The published shape: for each kind of title, how many there are, then the first five. */
export const Answer = Type.Object({
  brevets: Type.Object(
    {
      count: count('Nombre de brevets rattachés à ce SIREN.'),
      latests_brevets: Type.Array(
        Type.Object({
          titre: text("Titre de l'invention"),
          date_publication: day('Date de publication de la demande'),
          date_depot: day('Date de dépôt de la demande'),
          numero_publication: text(
            'Numéro de publication, fragment XML : pays (country), numéro (doc-number) et nature (kind)',
          ),
        }),
        { description: `Brevets, ${latest}` },
      ),
    },
    { description: 'Brevets français, européens et internationaux, et certificats complémentaires de protection.' },
  ),
  modeles: Type.Object(
    {
      count: count('Nombre de dessins et modèles rattachés à ce SIREN.'),
      latests_modeles: Type.Array(
        Type.Object({
          titre: text('Titre du dessin ou modèle'),
          date_publication: day('Date de publication'),
          date_depot: day('Date de dépôt'),
          numero_identification: text('Numéro de la demande'),
        }),
        { description: `Dessins et modèles, ${latest}` },
      ),
    },
    { description: 'Dessins et modèles français et internationaux.' },
  ),
  marques: Type.Object(
    {
      count: count('Nombre de marques rattachées à ce SIREN.'),
      latests_marques: Type.Array(
        Type.Object({
          numero_identification: text('Numéro de la demande'),
          marque: text('Texte de la marque, qui manque aux marques purement figuratives'),
          marque_status: text('Statut de la marque, en toutes lettres'),
          depositaire: text('Nom du déposant'),
          cle: text("Clé de la marque chez l'INPI, par exemple FMARK|9900003"),
        }),
        { description: `Marques, ${latest}` },
      ),
    },
    { description: "Marques françaises, de l'Union européenne et internationales." },
  ),
});
