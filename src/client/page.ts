import { askWhatApplies } from './page/applies.ts'
import { completeNames } from './page/combobox.ts'
import { confirmFirst } from './page/confirm.ts'
import { offerCopies } from './page/copy.ts'
import { readDeadlines } from './page/deadline.ts'
import { sayHowSure } from './page/how-sure.ts'
import { putBackTyped } from './page/keep-typed.ts'
import { searchAsTyped } from './page/search.ts'
import { lookForSimilar } from './page/similar.ts'
import { showTips } from './page/tips.ts'
import { sayWhatWasDone } from './page/toast.ts'
import { warnOfUnsaved } from './page/unsaved.ts'

// Every page works without any of these: each adds comfort where it finds its place, and does nothing elsewhere.
askWhatApplies()
completeNames()
offerCopies()
readDeadlines()
sayHowSure()
searchAsTyped()
lookForSimilar()
showTips()
// What asks before a form is sent comes before what follows the sending: that looks whether it was stopped.
confirmFirst()
sayWhatWasDone()
warnOfUnsaved()
// Last: all that follows a field follows what is put back into it, and so does the warning.
putBackTyped()
