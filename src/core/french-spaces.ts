/** In French, a sign made of two parts never begins a line. */
export function keptTogether(text: string): string {
  return text.replace(/ (?=[:;?!»%])/g, '\u00A0').replace(/(?<=«) /g, '\u00A0');
}
