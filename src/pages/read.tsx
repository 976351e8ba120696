import type { Context } from 'hono'
import { z } from 'zod'
import { listSimilar, type SimilarClaim } from '../claims/similar.ts'
import { type AppEnv, actorDeps, router } from '../door.ts'
import { calendarDate, dateOf, line } from '../fields.ts'
import { sha256Hex } from '../ledger/hashes.ts'
import { importPredictions } from '../predictions/import.ts'
import { getPrediction } from '../predictions/read.ts'
import { type FieldError, Problem } from '../problem.ts'
import { listPunditNames } from '../pundits/read.ts'
import { refusals } from '../reading/refusals.ts'
import { scales } from '../scoring/scale.ts'
import { type Form, formWords, needsSession, readForm } from './door.ts'
import { show } from './layout.tsx'
import { bookmarklet } from './parts/bookmarklet.ts'
import { CandidateCard } from './parts/candidate-card.tsx'
import { cardsOf, labelsOf, lineOf, mostCards, openingPronoun, valuesOf } from './parts/cards.ts'
import { ErrorSummary, percentErrors, TextArea, textFields } from './parts/form.tsx'
import { siteOf } from './parts/head.tsx'
import { MarkedArticle } from './parts/marked-article.tsx'
import { SourceFields, sourceLabels } from './parts/source-fields.tsx'

export const readPages = router()

readPages.get('/read', c => showPaste(c, { values: {}, errors: [] }))

readPages.post('/read', async c => {
  const values = pastedFields(await readForm(c))
  const errors = sourceErrors(values)
  const { text = '', 'source/author': author, 'source/publishedOn': publishedOn = '' } = values
  if (errors.length > 0) return showPaste(c, { values, errors, status: 422 })
  const { readCommentary } = await import('../reading/commentary.ts')
  const reading = readCommentary(text, { publishedOn, author })
  if ('refused' in reading) {
    const detail = refusals[reading.refused]
    return showPaste(c, { values, errors: [{ pointer: '#/text', detail }], status: 422 })
  }
  const candidates = reading.candidates.slice(0, mostCards)
  const cards = candidates.flatMap((candidate, card) =>
    Object.entries(valuesOf(candidate, publishedOn)).map(([name, value]) => [`${card}/${name}`, value]),
  )
  const filled = { ...values, cards: String(candidates.length), ...Object.fromEntries(cards) }
  return showCards(c, { values: filled, errors: [] })
})

/** Where a refused form's page is when it is loaded again. */
readPages.get('/read/predictions', c => c.redirect('/read'))

readPages.post('/read/predictions', needsSession('log'), async c => {
  const values = pastedFields(await readForm(c))
  const cards = cardsOf(values)
  const accepted = cards.flatMap((card, index) => (card.accept === 'on' ? [{ card, index }] : []))
  const errors = [
    ...sourceErrors(values),
    ...accepted.flatMap(({ card, index }) => [...cardErrors(values, index), ...pronounErrors(card, index)]),
  ]
  if (accepted.length === 0) errors.push({ pointer: '#', detail: 'accept at least one forecast' })
  if (errors.length > 0) return showCards(c, { values, errors, status: 422 })
  const textHash = `sha256:${sha256Hex(values.text ?? '')}`
  const lines = accepted.map(({ card, index }) => ({ line: index, value: lineOf(card, values, textHash) }))
  try {
    const { lines: logged } = await importPredictions(actorDeps(c), lines)
    const { source } = await getPrediction(c.var.deps, logged[0]?.predictionId ?? '')
    return c.redirect(`/sources/${source.id}`, 303)
  } catch (error) {
    if (!(error instanceof Problem) || error.type !== 'import-refused') throw error
    return showCards(c, { values, errors: refusedErrors(error), status: 422 })
  }
})

/** Characters that no honest text needs, and that the ledger takes in no quote, are dropped before it is read. */
function pastedFields(fields: Parameters<typeof textFields>[0]): Record<string, string> {
  const values = textFields(fields)
  const { text } = values
  if (text !== undefined)
    values.text = text.toWellFormed().replaceAll(/[^\P{Control}\t\n]|[\u202a-\u202e\u2066-\u2069]/gu, '')
  return values
}

function sourceErrors(values: Record<string, string>): FieldError[] {
  const needed = [
    ['text', values.text],
    ['source/title', values['source/title']],
    ['source/publishedOn', values['source/publishedOn']],
  ] as const
  const missing = needed.flatMap(([name, value]) =>
    value ? [] : [{ pointer: `#/${name}`, detail: 'is needed' }],
  )
  const date = values['source/publishedOn']
  const author = values['source/author']
  return [
    ...missing,
    ...(date && !calendarDate.safeParse(date).success
      ? [{ pointer: '#/source/publishedOn', detail: 'must be a calendar date that exists, as YYYY-MM-DD' }]
      : []),
    ...(author && !line(200).safeParse(author).success
      ? [{ pointer: '#/source/author', detail: 'must be one line of at most 200 characters' }]
      : []),
  ]
}

function cardErrors(values: Record<string, string>, card: number): FieldError[] {
  const undated = values[`${card}/claim/dueBy`] && !values[`${card}/claim/dueBasis`]
  return [
    ...percentErrors(values, `${card}/probability`),
    ...(undated ? [{ pointer: `#/${card}/claim/dueBasis`, detail: 'is needed with a deadline' }] : []),
  ]
}

/** Nobody can settle what "he" will do. A claim of the ledger that is chosen instead has its own words. */
function pronounErrors(card: Record<string, string>, index: number): FieldError[] {
  const word = card.sameAs && card.sameAs !== 'new' ? undefined : openingPronoun(card)
  return word === undefined
    ? []
    : [{ pointer: `#/${index}/claim/statement`, detail: `say what “${word}” means` }]
}

const Refused = z.object({
  lines: z
    .array(
      z.object({
        line: z.number(),
        errors: z
          .array(z.object({ pointer: z.string(), detail: z.string(), existing: z.string().optional() }))
          .default([]),
      }),
    )
    .default([]),
})

/** The errors of the lines, each at its card; what is wrong with the source is wrong once. */
function refusedErrors(problem: Problem): FieldError[] {
  const found = Refused.parse(problem.members).lines.flatMap(({ line: card, errors }) =>
    errors.map(error => ({
      ...error,
      detail: formWords(error.detail),
      pointer: error.pointer.startsWith('#/source') ? error.pointer : error.pointer.replace('#', `#/${card}`),
    })),
  )
  return [...new Map(found.map(error => [`${error.pointer} ${error.detail}`, error])).values()]
}

function showPaste(c: Context<AppEnv>, form: Form) {
  const title = 'Read an article'
  const today = dateOf(c.var.deps.now())
  const origin = siteOf(c)
  return show(
    c,
    {
      title,
      description:
        'Paste an article, and the forecasts in it are marked: who said what, how sure, and by when.',
      status: form.status,
    },
    <>
      <form method="post" action="/read" class="long" id="paste" data-unsaved>
        <h1>{title}</h1>
        <p class="lead">
          Paste a piece of commentary. Reckon finds the forecasts in it, and you say which are to be logged.
        </p>
        <ErrorSummary form={form} labels={{ text: 'Text', ...sourceLabels }} />
        <TextArea
          form={form}
          name="text"
          label="Text"
          hint="English, at most 200,000 characters. It is read and forgotten: only the quotes you log are kept, and a hash of the text."
          rows={14}
          required
        />
        <fieldset>
          <legend>The source</legend>
          <SourceFields form={form} today={today} required dated />
        </fieldset>
        <button type="submit">Find the forecasts</button>
      </form>
      <section class="bookmarklet">
        <h2>From any page</h2>
        <p>
          Drag this to your bookmarks, and press it on an article:{' '}
          <a href={bookmarklet(origin)}>Read in Reckon</a>. It takes along the address, title, date, and the
          text you have selected.
        </p>
      </section>
      <script type="module" src="/built/read.js" />
    </>,
  )
}

async function showCards(c: Context<AppEnv>, form: Form) {
  const cards = cardsOf(form.values)
  const similar = await similarTo(c, cards)
  const names = await listPunditNames(c.var.deps, 1000)
  const today = dateOf(c.var.deps.now())
  const { values } = form
  return show(
    c,
    { title: values['source/title'] ?? 'Read an article', status: form.status },
    <form method="post" action="/read/predictions" class="reading" id="reading" data-unsaved>
      <h1>{values['source/title'] ?? 'Read an article'}</h1>
      <ErrorSummary form={form} labels={labelsOf(cards.length)} />
      <p class="lead">
        {cards.length === 0
          ? 'No forecast was found in it.'
          : `${cards.length} ${cards.length === 1 ? 'forecast was' : 'forecasts were'} found. Look at each, mend it, and accept those to be logged.`}
      </p>
      <p class="hint">
        Nothing of the text is stored but the quotes you log and a hash of it.{' '}
        <a href="/read">Read another</a>
      </p>
      <p class="keys hint" hidden>
        Keys, on a card: <kbd>j</kbd> next, <kbd>k</kbd> previous, <kbd>a</kbd> accept and go on, <kbd>s</kbd>{' '}
        skip and go on.
      </p>
      <input type="hidden" name="cards" value={cards.length} />
      <textarea name="text" hidden aria-label="The text">
        {values.text}
      </textarea>
      <div class="side-by-side">
        <MarkedArticle text={values.text ?? ''} cards={cards} />
        <div class="cards">
          {cards.map((fields, card) => (
            <CandidateCard
              form={form}
              card={card}
              fields={fields}
              similar={similar[card] ?? []}
              today={today}
            />
          ))}
          <fieldset class="source">
            <legend>The source</legend>
            <SourceFields form={form} today={today} required dated />
          </fieldset>
          {cards.length > 0 && <LogAccepted signedIn={c.var.actor !== undefined} />}
        </div>
      </div>
      <datalist id="pundits">
        {names.map(name => (
          <option value={name} />
        ))}
      </datalist>
      <datalist id="phrases">
        {[...new Set(scales.flatMap(scale => scale.terms.flatMap(term => term.phrases)))].map(phrase => (
          <option value={phrase} />
        ))}
      </datalist>
      <script type="module" src="/built/read.js" />
    </form>,
  )
}

function LogAccepted({ signedIn }: { signedIn: boolean }) {
  return (
    <p class="log-accepted">
      <button type="submit">Log accepted</button> <span class="count" aria-live="polite" />
      {!signedIn && (
        <span class="hint">
          You are not signed in:{' '}
          <a href="/sign-in" target="_blank" rel="noopener">
            sign in
          </a>{' '}
          in another tab first.
        </span>
      )}
    </p>
  )
}

/** Of a very long text only for the first cards: each is a search. */
const mostSearched = 100

function similarTo(c: Context<AppEnv>, cards: Record<string, string>[]): Promise<SimilarClaim[][]> {
  return Promise.all(
    cards.slice(0, mostSearched).map(card => {
      const statement = card['claim/statement']
      return statement === undefined ? [] : listSimilar(c.var.deps, statement)
    }),
  )
}
