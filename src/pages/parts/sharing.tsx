interface Props {
  origin: string
  /** Of the page that is passed on; its card is at the same path under /embed. */
  path: string
  title: string
}

/** The address to pass on, and what to paste to show the card on another page. */
export function Sharing({ origin, path, title }: Props) {
  const id = path.slice(1).replaceAll('/', '-')
  return (
    <details class="sharing">
      <summary>Link to it, or show it on your page</summary>
      <label for={`${id}-link`}>Link to this page</label>
      <input type="text" id={`${id}-link`} value={origin + path} readonly data-copy />
      <label for={`${id}-snippet`}>Snippet for your page</label>
      <textarea id={`${id}-snippet`} rows={5} readonly data-copy>
        {snippetOf({ origin, path, title })}
      </textarea>
      <p class="hint">
        <a href={`/embed${path}`}>How it will look</a>
      </p>
    </details>
  )
}

function snippetOf({ origin, path, title }: Props): string {
  return `<iframe src="${origin}/embed${path}" title="${attribute(title)}" width="100%" height="${heightOf(title)}" loading="lazy"></iframe>`
}

/** Enough for the title in a column of 300 pixels, three forecasts of few words, and where it is from. */
function heightOf(title: string): number {
  return 300 + 26 * Math.ceil(title.length / 28)
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}
