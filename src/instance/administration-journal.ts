import type { AdministrationJournal } from '../portal/administration/journal/routes.ts';
import { countActes, listActes, namedActes } from '../records/journal-administration.ts';
import type { Db } from '../records/work.ts';

/** What administrators have done, as the database keeps it. */
export function administrationJournal(db: Db): AdministrationJournal {
  return {
    known: () => namedActes(db),
    count: (asked) => countActes(db, asked),
    list: (asked, part) => listActes(db, asked, part),
  };
}
