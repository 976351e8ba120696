/** Words to look for in the whole ledger. */
export function Look() {
  return (
    <form method="get" action="/predictions" class="look">
      <div>
        <label for="look-for">Search the predictions</label>
        <input type="search" id="look-for" name="q" maxlength={200} />
      </div>
      <button type="submit">Search</button>
    </form>
  )
}
