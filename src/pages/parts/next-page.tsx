interface Props {
  path: string
  query: Record<string, string | undefined>
  next: string | null
}

/** The way to the page after this one, with the same filters. */
export function NextPage({ path, query, next }: Props) {
  if (next === null) return null
  return (
    <p class="next">
      <a href={address(path, { cursor: next, ...query })} rel="next">
        Next page
      </a>
    </p>
  )
}

/** A path with those of its filters that are set. */
export function address(path: string, query: Record<string, string | undefined>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, value)
  return search.size === 0 ? path : `${path}?${search}`
}
