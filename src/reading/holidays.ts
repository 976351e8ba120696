import { addDays, dayIn, weekdayOf } from './days.ts'

export const holiday: string =
  "(?:christmas(?: eve| day)?|easter(?: sunday)?|new year's(?: eve| day)?|thanksgiving)"

/** The day of a named holiday in a year. Worked value: holidayIn('christmas eve', 2026) = '2026-12-24'. */
export function holidayIn(words: string, inYear: number): string {
  if (words.includes('christmas')) return dayIn(inYear, 12, words.includes('eve') ? 24 : 25)
  if (words.includes('easter')) return easter(inYear)
  if (words.includes('new year')) return words.includes('eve') ? dayIn(inYear, 12, 31) : dayIn(inYear, 1)
  return thanksgiving(inYear)
}

/** The fourth Thursday of November, 5 U.S.C. § 6103(a). */
function thanksgiving(inYear: number): string {
  const november = dayIn(inYear, 11)
  return addDays(november, 21 + ((11 - weekdayOf(november)) % 7))
}

/** Easter Sunday: the anonymous Gregorian computus (Nature, 20 April 1876). Worked value: easter(2026) = '2026-04-05'. */
function easter(inYear: number): string {
  const golden = inYear % 19
  const century = Math.floor(inYear / 100)
  const ofCentury = inYear % 100
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451)
  const days = epact + toSunday - 7 * late + 114
  return dayIn(inYear, Math.floor(days / 31), (days % 31) + 1)
}
