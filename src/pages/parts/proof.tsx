/** The way to what the ledger holds of something, and to a file that proves it. */
export function ProofLinks({ entryId }: { entryId: string }) {
  return (
    <span class="proof">
      <a href={`/ledger/entries/${entryId}`}>Ledger entry</a>
      {' · '}
      <a href={`/ledger/proof/${entryId}`} rel="nofollow">
        Download proof
      </a>
    </span>
  )
}
