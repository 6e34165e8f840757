// Copies links to parts of a page, and examples. Without this script, the links are followed and the examples selected.
const told = document.createElement('p');
told.className = 'fr-sr-only';
told.setAttribute('role', 'status');
document.body.append(told);

async function copy(text, sentence, button) {
  await navigator.clipboard.writeText(text);
  told.textContent = sentence;
  button.classList.add('copie');
  setTimeout(() => button.classList.remove('copie'), 2000);
}

if (navigator.clipboard) {
  for (const link of document.querySelectorAll('a.ancre')) {
    link.addEventListener('click', () => copy(link.href, 'Lien copié.', link));
  }
  equip();
  document.addEventListener('contenu-ajoute', equip);
}

function equip() {
  for (const block of document.querySelectorAll('pre[data-copier]:not(.copiable)')) {
    block.classList.add('copiable');
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'bouton-copier fr-btn fr-btn--sm fr-btn--tertiary';
    button.textContent = 'Copier';
    button.setAttribute('aria-label', `Copier ${block.dataset.copier}`);
    button.addEventListener('click', () => copy(block.innerText.trim(), 'Copié.', button));
    block.after(button);
  }
}
