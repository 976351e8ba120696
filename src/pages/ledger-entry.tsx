import type { Context } from 'hono'
import { may } from '../accounts/role.ts'
import { type AppEnv, actorDeps, router } from '../door.ts'
import { findSubjects, type Subject } from '../entry-subjects.ts'
import { encodeBase64 } from '../ledger/base64.ts'
import { openSigner } from '../ledger/note.ts'
import { formatProof } from '../ledger/proof.ts'
import { type KeptCheckpoint, type Leaf, proveLeaf } from '../ledger/read.ts'
import { getCheckpoint, getLeaf } from '../ledger-door.ts'
import { redactEntry } from '../redactions/redact.ts'
import { RedactEntry } from '../redactions/redaction.ts'
import { type Form, needsRole, readForm, tryForm } from './door.ts'
import { show } from './layout.tsx'
import { kindWords, saidIn } from './ledger.tsx'
import { blank, ErrorSummary, type Filled, TextArea, textFields } from './parts/form.tsx'
import { Moment } from './parts/marks.tsx'

export const ledgerEntryPages = router()

ledgerEntryPages.get('/ledger/entries/:at', async c => {
  const leaf = await getLeaf(c, c.req.param('at'))
  if (c.req.param('at') !== String(leaf.index)) return c.redirect(`/ledger/entries/${leaf.index}`)
  return showEntry(c, leaf, blank)
})

ledgerEntryPages.post('/ledger/entries/:at/redactions', needsRole('redact'), async c => {
  const at = c.req.param('at')
  const values = textFields(await readForm(c))
  const done = await tryForm(RedactEntry, values, [], input => redactEntry(actorDeps(c), at, input))
  if ('refused' in done) return showEntry(c, await getLeaf(c, at), { values, ...done.refused })
  return c.redirect(`/ledger/entries/${done.done.index}`, 303)
})

ledgerEntryPages.get('/ledger/entries/:at/redactions', c =>
  c.redirect(`/ledger/entries/${encodeURIComponent(c.req.param('at'))}`),
)

async function showEntry(c: Context<AppEnv>, leaf: Leaf, form: Form) {
  const checkpoint = await getCheckpoint(c)
  const proof = await proveLeaf(c.var.deps.db, leaf, checkpoint)
  const subjects = await findSubjects(c.var.deps, [leaf.subject])
  const { verifier } = await openSigner(c.var.settings.ledgerKey)
  const moderator = c.var.actor !== undefined && may(c.var.actor.role, 'redact')
  return show(
    c,
    {
      title: `Entry ${leaf.index}`,
      description: `Entry ${leaf.index} of the ledger: its bytes, its hash and the proof that it is in it.`,
      status: form.status,
    },
    <article class="ledger">
      <p class="byline">
        <a href="/ledger">The ledger</a>
      </p>
      <h1>
        Entry {leaf.index}: {kindWords(leaf.kind)}
      </h1>
      <Said leaf={leaf} about={subjects.get(leaf.subject)} />
      <h2>Its bytes</h2>
      {leaf.bytes === null ? <Redacted leaf={leaf} /> : <Bytes bytes={leaf.bytes} />}
      <p>
        The hash of these bytes, after a byte of zero, is the leaf of the tree:{' '}
        <code class="hash" id="leaf-hash">
          {encodeBase64(leaf.leafHash)}
        </code>
      </p>
      <h2>Its proof</h2>
      <Proof hashes={proof.hashes} checkpoint={checkpoint} leaf={leaf} />
      <p>
        <a href={`/ledger/proof/${leaf.index}`} rel="nofollow">
          Download proof
        </a>
      </p>
      <section class="check" data-proof={formatProof(proof)} hidden>
        <h2>Checked in your browser</h2>
        <p class="hint">
          Not by the server’s word: the hashes and the signature below were computed on your own machine, from
          what this page shows. The key came from this server too: compare it with the one you noted down.
        </p>
        <p>
          <label for="key">Key of the ledger</label>
          <input type="text" id="key" value={verifier.vkey} />
        </p>
        <div role="status">
          <ul />
        </div>
      </section>
      <script type="module" src="/built/check-proof.js" />
      {moderator && leaf.bytes !== null && leaf.kind !== 'entry.redacted' && (
        <RedactionForm leaf={leaf} form={form} />
      )}
    </article>,
  )
}

/** What it is about, who wrote it and when. */
function Said({ leaf, about }: { leaf: Leaf; about: Subject | undefined }) {
  const said = saidIn(leaf)
  return (
    <>
      {about !== undefined && (
        <p class="lead">
          <a href={about.path}>{about.words}</a>
        </p>
      )}
      <p class="facts">
        {said !== undefined && (
          <span>
            Recorded on <Moment at={said.recordedAt} /> by {said.actor}
          </span>
        )}
        <span>First under the checkpoint of {leaf.checkpointSize} entries</span>
      </p>
    </>
  )
}

function Bytes({ bytes }: { bytes: Uint8Array }) {
  const text = new TextDecoder().decode(bytes)
  return (
    <>
      <pre class="bytes" id="bytes" tabindex={0}>
        {text}
      </pre>
      <details>
        <summary>The same, easier to read</summary>
        <pre tabindex={0}>{JSON.stringify(JSON.parse(text), undefined, 2)}</pre>
      </details>
    </>
  )
}

function Redacted({ leaf: { redaction, index, leafHash } }: { leaf: Leaf }) {
  return (
    <p class="redacted">
      They were removed
      {redaction !== null && (
        <>
          {' '}
          on <Moment at={redaction.redactedAt.toISOString()} /> by {redaction.redactedBy}:{' '}
          <q>{redaction.reason}</q> (
          <a href={`/ledger/entries/${redaction.redactionId}`}>the entry that says so</a>)
        </>
      )}
      . Their hash stays, so that nothing else could be put in their place, and whoever kept the bytes can
      still prove them. The proof below is verified with the hash:{' '}
      <code>
        npm run reckon -- verify entry-{index}.tlog-proof --key KEY --leaf-hash {encodeBase64(leafHash)}
      </code>
    </p>
  )
}

function Proof({
  hashes,
  checkpoint,
  leaf,
}: {
  hashes: Uint8Array[]
  checkpoint: KeptCheckpoint
  leaf: Leaf
}) {
  const { origin, size, root } = checkpoint
  return (
    <>
      <p>
        {hashes.length === 0
          ? 'It is the only entry, so its hash is the root hash '
          : `Joined with these ${hashes.length} hashes, one after the other, the leaf gives the root hash `}
        of all {size.toLocaleString('en')} entries, which {origin} has signed. Whoever has the signed
        checkpoint knows that entry {leaf.index} was in the ledger then, exactly so: nobody can find other
        bytes or another place for which these hashes lead to the same root.
      </p>
      <ol class="hashes">
        {hashes.map(hash => (
          <li>
            <code class="hash">{encodeBase64(hash)}</code>
          </li>
        ))}
      </ol>
      <p>
        The root hash: <code class="hash">{encodeBase64(root)}</code>
      </p>
    </>
  )
}

function RedactionForm({ leaf, form }: { leaf: Leaf; form: Filled }) {
  return (
    <form
      method="post"
      action={`/ledger/entries/${leaf.index}/redactions`}
      data-unsaved
      data-confirm="What was written in this entry goes for good, for everybody."
    >
      <h2>Remove these bytes</h2>
      <p>
        Only where the law obliges to it. Everything that was written in this entry goes, here and wherever it
        is shown; its hash, dates, numbers and choices stay and count as before. Later entries may repeat the
        words: look at the history. It cannot be undone. Backups and mirrors are not reached.
      </p>
      <ErrorSummary form={form} labels={{ reason: 'Reason' }} />
      <TextArea
        form={form}
        name="reason"
        label="Reason"
        hint="Everybody can read it, for good: repeat nothing of what goes."
        rows={2}
        required
      />
      <button type="submit">Remove them for good</button>
    </form>
  )
}
