/** First names in several scripts, so that text is never only ASCII. */
export const firstNames = [
  'Anna',
  'Björn',
  'Chloé',
  'Diyar',
  'Žofie',
  'Émile',
  'François',
  'Gülşen',
  'Hana',
  'İbrahim',
  'José',
  'Łukasz',
  'Μαρία',
  'Наталья',
  '悠真',
  '지우',
  'فاطمة',
  'Søren',
  'Þóra',
  'Zoë',
] as const

/** Last names; one has an apostrophe, one a quotation mark, one lies outside the basic plane. */
export const lastNames = [
  'Smith',
  'Müller',
  'Dvořák',
  "O'Brien",
  'García-López',
  'Nguyễn',
  'Świątek',
  'Παπαδόπουλος',
  'Иванова',
  '佐藤',
  '김',
  'van der "Berg"',
  '𠮷野',
  'Åkesson',
  'Straße',
  'da Silva',
] as const

/** Cities with their country code and a postal code. */
export const cities = [
  ['Praha', 'CZ', '110 00'],
  ['München', 'DE', '80331'],
  ['Zürich', 'CH', '8001'],
  ['Kraków', 'PL', '31-001'],
  ['São Paulo', 'BR', '01000-000'],
  ['東京', 'JP', '100-0001'],
  ['Christchurch', 'GB', 'BH23 3PY'],
  ['Αθήνα', 'GR', '105 57'],
] as const

/** Language and culture codes. */
export const languages = ['en-US', 'en-GB', 'cs-CZ', 'de-DE', 'fr-FR', 'ja-JP', 'pt-BR'] as const

/** What guests and staff write. */
export const remarks = [
  'Late arrival, please keep the room.',
  'Prosí o přistýlku.',
  'Allergic to nuts 🥜',
  'VIP – Champagner aufs Zimmer',
  'Second line\nfollows a "quoted" one',
  'Kéri az ablak melletti szobát',
  '禁煙の部屋をお願いします',
] as const
