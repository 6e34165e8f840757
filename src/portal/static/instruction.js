// Puts a ready answer after what is typed, in place. Without this script, the button sends the form and the page comes back
// with the text in its field.
for (const choice of document.querySelectorAll('.modeles-choix')) {
  const field = document.getElementById(choice.dataset.dans);
  const select = choice.querySelector('select');
  choice.querySelector('button').addEventListener('click', (event) => {
    event.preventDefault();
    const text = select.selectedOptions[0]?.dataset.texte;
    if (text === undefined) {
      select.focus();
      return;
    }
    field.value = [field.value.trim(), text].filter((part) => part !== '').join('\n\n');
    field.focus();
  });
}
