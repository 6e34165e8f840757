// Ticking a service unticks « all », and the reverse. Without this script, the form says which of the two to untick.
const boxes = [...document.querySelectorAll('input[name="service"]')];
for (const box of boxes) {
  box.addEventListener('change', () => {
    if (!box.checked) return;
    for (const other of boxes) if ((other.value === 'tous') !== (box.value === 'tous')) other.checked = false;
  });
}
