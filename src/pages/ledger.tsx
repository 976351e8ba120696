import { z } from 'zod'
import { router } from '../door.ts'
import { findSubjects, type Subject } from '../entry-subjects.ts'
import { encodeBase64 } from '../ledger/base64.ts'
import { cosignedAt } from '../ledger/cosignature.ts'
import { openSigner } from '../ledger/note.ts'
import {
  countUnsequenced,
  findCheckpoint,
  type KeptCheckpoint,
  type Leaf,
  listLeaves,
} from '../ledger/read.ts'
import { show } from './layout.tsx'
import { siteOf } from './parts/head.tsx'
import { Moment } from './parts/marks.tsx'
import { NextPage } from './parts/next-page.tsx'

export const ledgerPages = router()

const Query = z.object({ cursor: z.string().max(500).optional() }).catch({})

ledgerPages.get('/ledger', async c => {
  const { db } = c.var.deps
  const { cursor } = Query.parse(c.req.query())
  const [checkpoint, waiting, { items, next }, signer] = await Promise.all([
    findCheckpoint(db),
    countUnsequenced(db),
    listLeaves(db, { limit: 20, cursor }),
    openSigner(c.var.settings.ledgerKey),
  ])
  const subjects = await findSubjects(
    c.var.deps,
    items.map(leaf => leaf.subject),
  )
  const origin = siteOf(c)
  return show(
    c,
    {
      title: 'The ledger',
      description: 'Every entry, signed so that nobody can change what was said without being noticed.',
    },
    <article class="ledger">
      <h1>The ledger</h1>
      <p class="lead">
        Everything that happens on Reckon is one line of a ledger that only grows. Anybody can check that a
        forecast was there before its deadline, and that nothing was changed, left out or put in since.
      </p>
      {checkpoint === undefined ? (
        <p>No checkpoint has been signed yet. The first comes within seconds of the first entry.</p>
      ) : (
        <Latest checkpoint={checkpoint} waiting={waiting} />
      )}
      <section>
        <h2>Entries</h2>
        <form method="get" action="/ledger/entries" class="look">
          <div>
            <label for="at">Entry, by its number or id</label>
            <input type="text" id="at" name="at" required />
          </div>
          <button type="submit">Show</button>
        </form>
        <ol class="entries">
          {items.map(leaf => (
            <EntryItem leaf={leaf} about={subjects.get(leaf.subject)} />
          ))}
        </ol>
        <NextPage path="/ledger" query={{}} next={next} />
      </section>
      <HowToCheck origin={origin} vkey={signer.verifier.vkey} />
    </article>,
  )
})

ledgerPages.get('/ledger/entries', c =>
  c.redirect(`/ledger/entries/${encodeURIComponent(c.req.query('at')?.trim() || '0')}`),
)

function Latest({ checkpoint, waiting }: { checkpoint: KeptCheckpoint; waiting: number }) {
  const { origin, size, root, note, cosignatures } = checkpoint
  return (
    <section>
      <h2>The latest checkpoint</h2>
      <p>
        The ledger <b>{origin}</b> has <b>{size.toLocaleString('en')}</b> {size === 1 ? 'entry' : 'entries'}.
        One hash stands for them all, and the ledger has signed it: should a single letter in any of them be
        changed, it would be another hash.
        {waiting > 0 && ` Just written and not yet under it: ${waiting}.`}
      </p>
      <p>
        <code class="hash">{encodeBase64(root)}</code>
      </p>
      {cosignatures.length === 0 ? (
        <p class="byline">No witness has signed this checkpoint as well.</p>
      ) : (
        <ul>
          {cosignatures.map(line => (
            <li>
              {line.name} has seen it, and that it goes on from the one before
              {cosignedAt(line) !== undefined && (
                <>
                  , on <Moment at={cosignedAt(line) ?? ''} />
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      <details>
        <summary>As it was signed</summary>
        <pre tabindex={0}>{note}</pre>
        <p class="byline">
          Always at <a href="/ledger/checkpoint">/ledger/checkpoint</a>; earlier ones are kept, the API{' '}
          <a href="/docs#list-checkpoints">lists them</a> and proves each to be the beginning of a later one.
        </p>
      </details>
    </section>
  )
}

function EntryItem({ leaf, about }: { leaf: Leaf; about: Subject | undefined }) {
  const said = saidIn(leaf)
  return (
    <li>
      <a href={`/ledger/entries/${leaf.index}`}>{leaf.index}</a> <span>{kindWords(leaf.kind)}</span>{' '}
      {about === undefined ? (
        <span />
      ) : (
        <a class="about" href={about.path}>
          {about.words}
        </a>
      )}{' '}
      {said === undefined ? (
        <span class="byline">redacted</span>
      ) : (
        <>
          <span class="byline">
            <Moment at={said.recordedAt} />
          </span>{' '}
          <span class="byline who">by {said.actor}</span>
        </>
      )}
    </li>
  )
}

const Said = z.looseObject({ actor: z.string(), recordedAt: z.string(), payload: z.looseObject({}) })

/** What the bytes of an entry say of who and when; undefined once they were removed. */
export function saidIn({ bytes }: Leaf) {
  return bytes === null ? undefined : Said.parse(JSON.parse(new TextDecoder().decode(bytes)))
}

/** "prediction.logged" is shown as "prediction logged". */
export function kindWords(kind: string): string {
  return kind.replace('.', ' ')
}

function HowToCheck({ origin, vkey }: { origin: string; vkey: string }) {
  return (
    <section id="check">
      <h2>Check it yourself</h2>
      <p>
        Every prediction, resolution and evidence item offers a proof file, and each entry’s page checks one
        in your browser. With a copy of Reckon’s code, files are checked offline, and the whole ledger copied
        and checked:
      </p>
      <pre
        tabindex={0}
      >{`npm run reckon -- verify FILE --key ${vkey}\nnpm run reckon -- mirror ${origin} FOLDER --key ${vkey}`}</pre>
      <p>
        A mirror that is run again goes on from what the folder holds, and refuses a ledger that does not. The
        more people keep one, the less anybody can show different ledgers to different people. The key is that
        of <a href="/ledger/key">/ledger/key</a>: note it down somewhere else today.
      </p>
      <p>
        The formats are everybody’s: <a href="https://c2sp.org/tlog-tiles">tlog-tiles</a>,{' '}
        <a href="https://c2sp.org/tlog-checkpoint">tlog-checkpoint</a>,{' '}
        <a href="https://c2sp.org/tlog-proof">tlog-proof</a>,{' '}
        <a href="https://c2sp.org/tlog-cosignature">tlog-cosignature</a> and{' '}
        <a href="https://www.rfc-editor.org/rfc/rfc6962">RFC 6962</a>, so other people’s programs can check as
        well. What it does not prove: that what people wrote is true, or that nothing was ever left unwritten.
      </p>
    </section>
  )
}
