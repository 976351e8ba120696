type Attributes = Record<string, string | boolean>

/** An element with attributes and content. Text stays text, whoever wrote it. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...content: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, '')
    else if (value !== false) element.setAttribute(name, value)
  }
  element.append(...content)
  return element
}

/** The input with this id, if the page has one. */
export function inputAt(id: string): HTMLInputElement | undefined {
  const found = document.getElementById(id)
  return found instanceof HTMLInputElement ? found : undefined
}

/** Does something once nobody has typed for a moment; what was to be done before is then not done. */
export function whenStill(work: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  return () => {
    clearTimeout(timer)
    timer = setTimeout(work, 250)
  }
}
