/** What an editor sees, and what he never does; the same words wherever one decides. */
export function SharedPart(): JSX.Element {
  return (
    <div class="colonne">
      <p class="fr-mb-1w">
        <strong>Ce que l’éditeur voit&nbsp;:</strong>
      </p>
      <ul>
        <li>le nom et le SIRET de votre organisation, l’intitulé et le numéro de l’habilitation&nbsp;;</li>
        <li>son état, et les dates de début et de fin de ses jetons&nbsp;;</li>
        <li>les données qu’elle permet de demander&nbsp;;</li>
        <li>le nombre d’appels par jour, ceux qui sont refusés ou en échec, et à quel service.</li>
      </ul>
      <p class="fr-mb-1w">
        <strong>Ce que l’éditeur ne voit jamais&nbsp;:</strong>
      </p>
      <ul>
        <li>la valeur du jeton&nbsp;: pour la lui donner, vous seul pouvez la transmettre&nbsp;;</li>
        <li>les entreprises sur lesquelles portent vos appels, ni les réponses reçues&nbsp;;</li>
        <li>les adresses de vos serveurs, vos traces, les personnes nommées dans la demande.</li>
      </ul>
    </div>
  );
}
