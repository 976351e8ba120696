import { fullNames, kindOf, namesSomebody, type Pundit, punditOf } from './names.ts'
import type { Part } from './parts.ts'
import { quotationAt, quotationsIn, straightened } from './quotations.ts'
import type { Sentence } from './sentences.ts'

export type Attribution =
  | 'author'
  | 'quotation'
  | 'paraphrase'
  | 'according-to'
  | 'carried-over'
  | 'transcript'

export interface Said {
  pundit: Pundit
  attribution: Attribution
  /** Whoever said it passes on what others expect. */
  passedOn: boolean
}

const verbs =
  '(?:said|says|saying|say|told|tells|warned|warns|warn|predicted|predicts|predict|expected|expects|expect|forecasts|forecasted|forecast|projected|projects|project|believed|believes|believe|thinks|thought|think|reckons|reckoned|reckon|argued|argues|argue|noted|notes|added|adds|wrote|writes|write|claimed|claims|claim|insisted|insists|insist|suggested|suggests|suggest|estimated|estimates|estimate|sees|see|saw|anticipated|anticipates|anticipate|foresees|foresee|fears|feared|fear|doubts|doubted|doubt|suspects|suspected|suspect|tweeted|posted|explained|explains|cautioned|cautions|caution|declared|declares|announced|announces|stated|states|concluded|concludes|conclude|acknowledged|acknowledges|admitted|admits|conceded|concedes|testified|contends|contend|maintains|maintained|vowed|vows|pledged|pledges|threatened|threatens|promised|promises|bets|tips|tipped|quipped|joked|remarked|responded|replied|continued|recalled|observed|commented|boasted|hinted|signalled|signaled|indicated|indicates|judged|judges|judge|assessed|assesses|assess|implied|implies|imply|called|put|puts|gives|give|gave|envisages|envisage)'

const before = new RegExp(
  `(?:^|[\\s,"])((?:(?:has|have|had|is|are|was|were|also|now|still|then|later|already|recently|widely|all|both|generally|[a-z]+ly|continued to|continue to|continues to|is reported to have|[Dd]o|does|did|[Dd]on't|doesn't|didn't|not|never|no longer|just|only|very much|once|in turn|repeatedly) ){0,4})(${verbs}|(?:betting|expecting|predicting|forecasting|warning|projecting|threatening|vowing|pledging|promising|pricing in))(?=[\\s,.:"]|$)`,
  'g',
)
const inverted = new RegExp(
  `[,"?!] ?"? ?(?:${verbs}) ([^,;."()]{2,90})(?:, ([^,;."()]{2,90}))?(?=[,;."(]|$)`,
  'g',
)
const according =
  /\b(?:according to|in the (?:view|opinion|words|judg(?:e)?ment|eyes) of|by the (?:reckoning|estimates?|account) of|as per|in the estimation of) ([^,;:"()]{2,120}?)(?=[,;:"()]|\.(?:\s|$)|$| (?:that|which|who|will|would|could|may|might|is|are|was|has|in (?:its|a|the)) )/i
const possessive =
  /(?:^|[\s,])((?:[Tt]he )?(?:[\p{L}.-]{1,40} ){0,4}[\p{L}.-]{1,40}(?:'s|s'))(?: (?:own|latest|new|central|baseline|base|most recent|updated|current|official|median|internal|main)){0,3} (?:forecasts?|predictions?|projections?|estimates?|view|models?|outlook|baseline|scenario|expectations?|calculations?|analysis|prognosis|verdict|base case)\b/u
const byWhom =
  /\b(?:expected|seen|tipped|projected|forecast|predicted|estimated|anticipated|backed|favou?red|widely seen) by ([^,;:."()]{2,70}?) (?:to|as|for)\b/
const forWhom = /^For ([^,;:."()]{2,50}), /
const market =
  /\b((?:(?:the )?(?:path|paths|expectations?|probability|probabilities|odds) (?:implied|priced in|suggested) by |priced in by |implied by )([a-z' -]*?(?:market pricing|markets?|futures|swaps|options|traders|bookmakers|polls|prediction markets))|market[- ](?:implied|based) [a-z]+|(?:(?:money |futures |betting |prediction |bond |swap |financial )?markets?|futures|swaps|options) (?:is|are|now|currently|have|has|imply|price)(?: (?:now|fully|currently))? ?(?:pric[a-z]+)?|(?:money |futures |betting |prediction |bond |swap |financial )?markets (?:price|imply|suggest|expect|put))/i

/** What the ledger takes as a name or a role. */
const longestName = 120

/** Whoever says that nobody expects it says it of themselves; "amid doubts" names no doubter. */
const noSpeaker =
  /^(?:amid|despite)\b|(?:^|\b(?:said|says|that) )(?:nobody|nothing|no[- ]one|none|neither|no|few|(?:hardly|scarcely|barely) any(?:one|body)?|not)\b/i
const firstPerson = /^(?:i|we|my|our)(?:'(?:d|m|re|ve|ll))?$/i
const pronoun = /^(?:he|she|they|it)(?:'(?:d|s|re|ve|ll))?$/i
const edge =
  /[;:()"?!\u2013\u2014]|\. |, |\b(?:that|but|and|while|whereas|because|although|though|as|if|when|after|before|since|which|where|so|yet)\b/g

/** Who the text says said what, sentence by sentence, from its beginning to its end. */
export class Speakers {
  readonly #straight: string
  readonly #quotations: ReturnType<typeof quotationsIn>
  readonly #surnames: ReadonlyMap<string, string>
  readonly #author: Pundit
  readonly #roles = new Map<string, string>()
  #last: Pundit | undefined
  #lastPerson: Pundit | undefined
  #lastBlock = -1
  #lastQuoted: { pundit: Pundit; end: number } | undefined
  #turn: Pundit | undefined
  readonly #sentences: readonly Sentence[]

  constructor(text: string, sentences: readonly Sentence[], author: string | undefined) {
    this.#straight = straightened(text)
    this.#quotations = quotationsIn(text)
    this.#surnames = fullNames(text)
    this.#sentences = sentences
    this.#author = {
      name: author ?? null,
      kind: author === undefined ? null : kindOf(author),
      isAuthor: true,
    }
  }

  /** To be called for each sentence in order, whether or not it holds a forecast: names carry over. */
  hear(sentence: Sentence): void {
    const { block, blockIndex } = sentence
    if (block.speaker !== undefined && sentence.leads) this.#turn = this.#turnOf(block.speaker)
    else if (block.kind === 'heading') this.#turn = undefined
    const told = this.#attributionIn(sentence)
    if (told) {
      this.#last = told
      if (told.kind === 'person') this.#lastPerson = told
      this.#lastBlock = blockIndex
      const quoted = this.#quotations.findLast(({ start }) => start >= sentence.start && start < sentence.end)
      if (quoted) this.#lastQuoted = { pundit: told, end: quoted.end }
    } else {
      const named = this.#namedIn(sentence)
      if (named) {
        this.#last = named
        this.#lastPerson = named
        this.#lastBlock = blockIndex
      }
    }
  }

  /** Who said one claim of a sentence that `hear` has been told of. */
  of(sentence: Sentence, part: Part): Said {
    const hit = part.hits[0]
    const { at } = sentence.folded
    const isWhole = hit === undefined || hit.end - hit.start === at.length
    const offset = isWhole ? sentence.end : sentence.start + (at[hit.start] ?? 0)
    const isVerb =
      hit === undefined || ['forecasting-verb', 'commitment', 'number', 'chance'].includes(hit.rule.group)
    const quotation = quotationAt(this.#quotations, this.#straight, offset)
    if (quotation) {
      const speaker = this.#speakerOfQuotation(sentence, quotation)
      if (speaker) {
        const inner = this.#subjectBefore(sentence, offset, isVerb, quotation.start)
        return {
          pundit: speaker,
          attribution: 'quotation',
          passedOn:
            part.doubt?.ofNobody === true ||
            (inner !== undefined && !inner.isAuthor && inner.name !== speaker.name),
        }
      }
    }
    const own = this.#turn
    const told = this.#doubterOf(sentence, part) ?? this.#toldBy(sentence, offset, isVerb)
    const ofNobody = part.doubt?.ofNobody === true
    if (told)
      return {
        ...told,
        passedOn: ofNobody || (own !== undefined && !told.pundit.isAuthor && told.pundit.name !== own.name),
      }
    if (own) return { pundit: own, attribution: 'transcript', passedOn: ofNobody }
    return { pundit: this.#author, attribution: 'author', passedOn: ofNobody }
  }

  /** The one person a sentence names, when it names no other. */
  personIn(sentence: Sentence): string | null {
    const people = new Set<string>()
    for (const [word] of this.#words(sentence).matchAll(/\p{Lu}[\p{L}'-]+/gu)) {
      const full = this.#surnames.get(word.replace(/'s$/, ''))
      if (full !== undefined) people.add(full)
    }
    const [only, ...others] = people
    return only !== undefined && others.length === 0 ? only : null
  }

  /** Whom the doubting words have as their subject, named; a pronoun is looked up as for any telling. */
  #doubterOf({ start, folded }: Sentence, { doubt }: Part): Omit<Said, 'passedOn'> | undefined {
    if (!doubt || doubt.ofNobody) return undefined
    const words = this.#straight.slice(start, start + (folded.at[doubt.start] ?? 0))
    const subject = subjectOf(words.replace(/ (?:still|also|now|just|[a-z]+ly) *$/, ''))
    if (subject === undefined || pronoun.test(subject) || noSpeaker.test(subject)) return undefined
    if (firstPerson.test(subject)) return { pundit: this.#turn ?? this.#author, attribution: 'author' }
    return namesSomebody(subject) ? { pundit: this.#resolved(subject), attribution: 'paraphrase' } : undefined
  }

  #toldBy(sentence: Sentence, offset: number, isVerb: boolean): Omit<Said, 'passedOn'> | undefined {
    const words = this.#words(sentence)
    const judge = words.match(forWhom)?.[1]
    const whole = words.match(according)?.[1] ?? (judge && namesSomebody(judge) ? judge : undefined)
    if (
      whole &&
      whole.split(' ').length <= 12 &&
      !/\b(?:forecast|plan|law|rules?|schedule|data|figures)$/i.test(whole)
    )
      return { pundit: this.#resolved(whole), attribution: 'according-to' }
    const by = words.match(byWhom)?.[1]
    if (by && namesSomebody(by)) return { pundit: this.#resolved(by), attribution: 'paraphrase' }
    const subject = this.#subjectBefore(sentence, offset, isVerb)
    if (subject) return { pundit: subject, attribution: subject.isAuthor ? 'author' : 'paraphrase' }
    const after = this.#subjectAfter(sentence, offset)
    if (after) return { pundit: after, attribution: 'paraphrase' }
    const priced = words.match(market)
    if (priced)
      return {
        pundit: {
          name: capital(
            priced[2] ?? (/market/i.test(priced[0]) ? 'Market pricing' : (priced[0].split(' ')[0] ?? '')),
          ),
          kind: 'collective',
          isAuthor: false,
        },
        attribution: 'paraphrase',
      }
    const owner = words
      .match(possessive)?.[1]
      ?.replace(/'s$|'$/, '')
      .replace(/^.*\b(?:to|on|in|by|with|from|and|but|under|given|per|said|as|for) (?=\S)/, '')
    if (owner && /\p{Lu}/u.test(owner) && namesSomebody(owner))
      return { pundit: this.#resolved(owner), attribution: 'according-to' }
    return undefined
  }

  /** The subject of the last reporting verb before an offset, or of the forecasting verb at it. */
  #subjectBefore(
    sentence: Sentence,
    offset: number,
    isVerb: boolean,
    from = sentence.start,
  ): Pundit | undefined {
    const start = Math.max(from, sentence.start)
    const words = this.#straight.slice(start, sentence.end)
    let found: Pundit | undefined
    for (const match of words.matchAll(before)) {
      const [whole, auxiliaries = '', verb = ''] = match
      const verbAt = match.index + whole.length - verb.length
      if (start + verbAt > offset) break
      if (start + verbAt === offset && !isVerb) break
      if (/\b(?:is|are|was|were) $/.test(auxiliaries) && !/ing$/.test(verb)) continue
      if (
        /^(?:see|saw|put|puts|gives|called|say|project|forecast|caution|estimates?|forecasts|claims?|fears?|doubts?|bets|tips|projects|judge|states?|notes|posted)$/.test(
          verb,
        ) &&
        /\b(?:the|a|an|to|will|would|could|may|might|can|its|their|his|her|our|of|latest|new|central)\s*$/i.test(
          words.slice(0, match.index + 1),
        )
      )
        continue
      if (isNoun(verb, words.slice(match.index + whole.length))) continue
      const subject = subjectOf(words.slice(0, match.index + whole.length - verb.length - auxiliaries.length))
      if (subject === undefined || noSpeaker.test(subject)) continue
      if (firstPerson.test(subject)) found = this.#turn ?? this.#author
      else if (pronoun.test(subject))
        found = /^it/i.test(subject) ? found : (this.#meantIn(sentence, subject) ?? found)
      else if (namesSomebody(subject)) found = this.#resolved(subject)
    }
    return found
  }

  /** "…, said Olaf Berg, the minister", "…, analysts at Citi said". */
  #subjectAfter(sentence: Sentence, offset: number): Pundit | undefined {
    const words = this.#words(sentence)
    const from = Math.max(0, offset - sentence.start)
    const rest = words.slice(from)
    for (const [, name = '', more] of rest.matchAll(inverted)) {
      const spoken = spokenOf(name, more)
      if (spoken && pronoun.test(spoken)) return this.#meant(spoken)
      if (spoken && namesSomebody(spoken)) return this.#resolved(spoken)
    }
    for (const match of rest.matchAll(before)) {
      const [whole, auxiliaries = '', verb = ''] = match
      if (
        !/^(?:said|says|say|told|warned|warns|predicted|predicts|wrote|writes|added|adds|argued|argues|noted|notes|believes|believe|reckons|reckon|thinks|think|suggested|suggests|estimated|estimates|claimed|claims|forecast|forecasts|expects|expect|projects|concluded|cautioned|explained|declared|announced|tweeted)$/.test(
          verb,
        )
      )
        continue
      const until = rest.slice(0, match.index + whole.length - verb.length - auxiliaries.length)
      if (!/[,"][^,"]*$/.test(until)) continue
      const subject = subjectOf(until)
      if (subject === undefined || /^["a-z]* ?$/.test(rest.slice(0, 1)) === undefined) continue
      if (firstPerson.test(subject)) return this.#turn ?? this.#author
      if (pronoun.test(subject)) return this.#meant(subject)
      if (namesSomebody(subject)) return this.#resolved(subject)
    }
    return undefined
  }

  #speakerOfQuotation(
    sentence: Sentence,
    { start, end }: { start: number; end: number },
  ): Pundit | undefined {
    const own = this.#aroundQuotation(sentence, start, end)
    if (own) return own
    const first = this.#sentences.findLast(one => one.start <= start && one.index <= sentence.index)
    if (first && first !== sentence) {
      const opened = this.#aroundQuotation(first, start, end)
      if (opened) return opened
    }
    for (const next of this.#sentences.slice(sentence.index + 1, sentence.index + 8)) {
      if (next.start > end + 2) break
      const closing = this.#aroundQuotation(next, start, end)
      if (closing) return closing
    }
    const near = this.#lastQuoted
    if (near && start - near.end < 400 && !/\n\s*\n[^"]/.test(this.#straight.slice(near.end, start)))
      return near.pundit
    if (this.#last && this.#lastBlock >= sentence.blockIndex - 1) return this.#last
    return undefined
  }

  #aroundQuotation(sentence: Sentence, start: number, end: number): Pundit | undefined {
    if (start > sentence.start) {
      const lead = this.#subjectBefore(
        { ...sentence, end: Math.min(start + 1, sentence.end) },
        start + 1,
        true,
      )
      if (lead) return lead
      const intro = this.#straight
        .slice(sentence.start, start)
        .match(/^((?:\p{Lu}[\p{L}'.-]*,? ){1,5}).*[:,] *$/u)?.[1]
      if (intro && namesSomebody(intro.replace(/, *$/, '').trim()))
        return this.#resolved(intro.replace(/, *$/, ''))
    }
    if (end <= sentence.end + 1) return this.#subjectAfter(sentence, Math.max(sentence.start, end - 2))
    return undefined
  }

  #attributionIn(sentence: Sentence): Pundit | undefined {
    const words = this.#words(sentence)
    const named = words.match(according)?.[1]
    if (named && named.split(' ').length <= 12) return this.#resolved(named)
    const lead = this.#subjectBefore(sentence, sentence.end + 1, true)
    if (lead && !lead.isAuthor) return lead
    const after = this.#subjectAfter(sentence, sentence.start)
    return after?.isAuthor ? undefined : after
  }

  /** The person a sentence is about, for the pronoun of the next. */
  #namedIn(sentence: Sentence): Pundit | undefined {
    const opening = this.#words(sentence)
      .match(
        /^(?:But |And |Meanwhile, |Still, )?((?:(?:Mr|Ms|Mrs|Dr)\.? )?(?:\p{Lu}[\p{L}'-]+ ){1,3})(?:[a-z])/u,
      )?.[1]
      ?.trim()
    if (opening === undefined) return undefined
    const last = opening.split(' ').at(-1) ?? ''
    const full = this.#surnames.get(last)
    return full === undefined ? undefined : { name: full, kind: 'person', isAuthor: false }
  }

  /** Whom a pronoun carries over: he and she a person, they anybody. */
  #meant(word: string): Pundit | undefined {
    return /^(?:he|she)/i.test(word) ? this.#lastPerson : this.#last
  }

  /** "Ida Dahl was calmer, saying she thinks": whoever opens the sentence goes before the one named before it. */
  #meantIn(sentence: Sentence, word: string): Pundit | undefined {
    return (/^(?:he|she)/i.test(word) ? this.#namedIn(sentence) : undefined) ?? this.#meant(word)
  }

  #resolved(words: string): Pundit {
    const bare = words
      .replace(
        /^(?:but|and|while|as|so|yet|still|meanwhile|now|even|also|today|yesterday|however|indeed),? /i,
        '',
      )
      .trim()
    const pundit = punditOf(bare)
    const name = pundit.name ?? ''
    if (this.#isAuthor(name)) return this.#author
    const full = pundit.kind === 'person' ? this.#surnames.get(name) : undefined
    const whole = (full ?? name).slice(0, longestName)
    if (pundit.role !== undefined && !this.#roles.has(whole)) this.#roles.set(whole, pundit.role)
    const role = (pundit.role ?? this.#roles.get(whole))?.slice(0, longestName)
    return { ...pundit, name: whole, ...(role === undefined ? {} : { role }) }
  }

  /** "The Committee", "the Bank" in a text of the Bank's Committee is its author. */
  #isAuthor(name: string): boolean {
    const author = this.#author.name
    if (author === null) return false
    const words = name
      .toLowerCase()
      .replace(/^the /, '')
      .replace(/'s\b.*$/, '')
      .split(/\s+/)
    const own = new Set(author.toLowerCase().split(/[\s,()]+/))
    const initials = author
      .split(/[\s-]+/)
      .filter(word => /^\p{Lu}/u.test(word))
      .map(word => word[0])
      .join('')
      .toLowerCase()
    return words.every(word => own.has(word) || /^(?:of|the|and|for)$/.test(word) || word === initials)
  }

  #turnOf(speaker: string): Pundit {
    if (/^(?:A|Answer)$/.test(speaker)) return this.#author
    const last = speaker.split(' ').at(-1) ?? speaker
    const spaced = /^[A-Z' .-]+$/.test(speaker) && speaker.length > 3 ? titleCase(last) : last
    const name =
      this.#surnames.get(spaced) ??
      (/^[A-Z' .-]+$/.test(speaker) && speaker.length > 3 ? titleCase(speaker) : speaker)
    return this.#isAuthor(name) ? this.#author : { name, kind: 'person', isAuthor: false }
  }

  #words({ start, end }: Sentence): string {
    return this.#straight.slice(start, end)
  }
}

/** "Earnings estimates for next year are too high": what looks like a verb is a noun. */
function isNoun(verb: string, after: string): boolean {
  return (
    /^(?:estimates?|forecasts?|projects|fears?|doubts?|claims?|bets|tips|notes|states|puts|judges|promises|threats)$/.test(
      verb,
    ) &&
    /^ (?:for|of|by|about|are|is|were|was|have|has|still|remain|remains|look|looks|will|would|may|might|could)\b/.test(
      after,
    )
  )
}

/** The noun phrase that stands at the end of some words, with its apposition: "Olaf Berg, the minister, | said". */
function subjectOf(words: string): string | undefined {
  const tail = words.slice(-160).trimEnd()
  if (tail.endsWith(',')) return appositive(tail.slice(0, -1))
  let from = 0
  for (const match of tail.matchAll(edge)) {
    const joins =
      /^and$/.test(match[0]) &&
      /\p{Lu}[\p{L}.]* $/u.test(tail.slice(0, match.index)) &&
      /^ \p{Lu}/u.test(tail.slice(match.index + 3))
    if (
      !joins &&
      !(
        match[0] === '. ' &&
        /\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Gov|Lt|Col|St|[A-Z])$/.test(tail.slice(0, match.index))
      )
    )
      from = match.index + match[0].length
  }
  const subject = tail.slice(from).trim().replace(asked, '')
  const own = subject.match(ownPronoun)?.[1]
  if (own !== undefined) return own
  return subject === '' || /^(?:for|over|during|until|by|through|throughout) /i.test(subject)
    ? undefined
    : subject
}

/** "By this time next year I", "telling us she": the pronoun alone is the subject. */
const ownPronoun = / (I|[Ww]e|he|she|they)$/

/** "Developers | we spoke to". */
const asked =
  / (?:(?:who|whom|that) )?(?:I|we) (?:(?:have |had )?(?:spoke|spoken|talked) (?:to|with)|asked|surveyed|polled|interviewed|contacted)$/

/** "Trump's Treasury secretary, Scott Bessent" and "Scott Bessent, Trump's Treasury secretary" name the same. */
function appositive(words: string): string | undefined {
  const parts = words.split(/, |; |: |" /)
  const [last = '', first = ''] = [parts.at(-1)?.trim(), parts.at(-2)?.trim()]
  const lead = subjectOf(first) ?? ''
  const personal = /^\p{Lu}[\p{L}'.-]*(?:\s\p{Lu}[\p{L}'.-]*){0,3}\s?$/u
  if (personal.test(last) && /[a-z]/.test(lead) && namesSomebody(lead)) return `${lead} ${last}`
  if (personal.test(lead) && namesSomebody(lead)) return lead
  return namesSomebody(last) ? last : undefined
}

/** What follows an inverted verb: "said Olaf Berg, the minister", without when and to whom. */
function spokenOf(name: string, more: string | undefined): string {
  const bare = name
    .replace(
      / (?:on|in|at a|at the|during|after|to|yesterday|today|last|this|earlier|when|while|as|before) .*$/,
      '',
    )
    .trim()
  return more !== undefined &&
    /^\p{Lu}[\p{L}'.-]*(?:\s\p{Lu}[\p{L}'.-]*){0,3}\s?$/u.test(more) &&
    /[a-z]/.test(bare.charAt(0))
    ? `${bare} ${more}`
    : bare
}

function titleCase(words: string): string {
  return words.replaceAll(/\p{L}+/gu, word => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase())
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
