const ZERO = 48;

/** Whether a string of ASCII digits, and nothing else, satisfies the Luhn key (ISO/IEC 7812-1, annex B). */
export function passesLuhn(digits: string): boolean {
  return digits.length > 0 && luhnSum(digits) % 10 === 0;
}

/** The one digit to append so that the whole passes Luhn; null when the input is not made of ASCII digits. */
export function luhnKey(digits: string): string | null {
  const sum = luhnSum(`${digits}0`);
  return digits.length === 0 || sum < 0 ? null : String((10 - (sum % 10)) % 10);
}

/** -1, which is no multiple of ten, when a character is not a digit. */
function luhnSum(digits: string): number {
  let sum = 0;
  let isDoubled = false;
  for (let index = digits.length - 1; index >= 0; index -= 1) {
    const digit = digits.charCodeAt(index) - ZERO;
    if (digit < 0 || digit > 9) return -1;
    const term = isDoubled ? digit * 2 : digit;
    sum += term > 9 ? term - 9 : term;
    isDoubled = !isDoubled;
  }
  return sum;
}
