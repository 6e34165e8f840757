import type { LetterDesk } from '../../../letters/desk.ts';
import type { LetterSetting } from '../../../letters/letter-mail.tsx';
import type { LetterReader } from '../../../letters/reader.ts';

export interface LetterAdministrationOptions {
  readonly letterDesk: LetterDesk;
  readonly letterReader: LetterReader;
  readonly setting: LetterSetting;
}
