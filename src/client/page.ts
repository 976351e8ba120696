import { askWhatApplies } from './page/applies.ts'
import { completeNames } from './page/combobox.ts'
import { confirmFirst } from './page/confirm.ts'
import { offerCopies } from './page/copy.ts'
import { readDeadlines } from './page/deadline.ts'
import { sayHowSure } from './page/how-sure.ts'
import { searchAsTyped } from './page/search.ts'
import { lookForSimilar } from './page/similar.ts'
import { showTips } from './page/tips.ts'
import { sayWhatWasDone } from './page/toast.ts'
import { warnOfUnsaved } from './page/unsaved.ts'

// Every page works without any of these: each adds comfort where it finds its place, and does nothing elsewhere. What asks
// before a form is sent comes before what follows the sending.
askWhatApplies()
completeNames()
confirmFirst()
offerCopies()
readDeadlines()
sayHowSure()
searchAsTyped()
lookForSimilar()
showTips()
sayWhatWasDone()
warnOfUnsaved()
