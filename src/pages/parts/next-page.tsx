interface Props {
  path: string
  query: Record<string, string | undefined>
  next: string | null
}

/** The way to the page after this one, with the same filters. */
export function NextPage({ path, query, next }: Props) {
  if (next === null) return null
  const search = new URLSearchParams({ cursor: next })
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, value)
  return (
    <p class="next">
      <a href={`${path}?${search}`} rel="next">
        More
      </a>
    </p>
  )
}
