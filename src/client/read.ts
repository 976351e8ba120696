const paste = document.querySelector<HTMLFormElement>('#paste')
const reading = document.querySelector<HTMLFormElement>('#reading')

if (paste) fillFromFragment(paste)
if (reading) followCards(reading)

/** What the bookmarklet brought along stands in the fragment; it is taken out of the address at once. */
function fillFromFragment(form: HTMLFormElement): void {
  const brought = new URLSearchParams(location.hash.slice(1))
  if (!brought.has('text')) return
  history.replaceState(null, '', location.pathname)
  for (const [name, value] of brought) {
    const field = form.elements.namedItem(name === 'text' ? name : `source/${name}`)
    const isField = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement
    if (!isField || field.value !== '') continue
    field.value = value
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
}

function followCards(form: HTMLFormElement): void {
  const cards = [...form.querySelectorAll<HTMLFieldSetElement>('fieldset.card')]
  const marks = new Map(
    [...form.querySelectorAll<HTMLElement>('mark[data-card]')].map(mark => [mark.dataset.card, mark]),
  )
  const count = form.querySelector('.count')
  form.querySelector('.keys')?.removeAttribute('hidden')
  let current = -1

  function show(index: number, focus: boolean): void {
    const card = cards[index]
    if (!card) return
    current = index
    for (const one of form.querySelectorAll('.current')) one.classList.remove('current')
    const mark = marks.get(card.dataset.card)
    card.classList.add('current')
    mark?.classList.add('current')
    const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth'
    if (mark) bring(mark, behavior)
    if (focus) {
      card.focus({ preventScroll: true })
      card.scrollIntoView({ block: 'nearest', behavior })
    }
  }

  /** In the article beside the cards, which scrolls by itself. Above them it stays where it is: the page follows the focus. */
  function bring(mark: HTMLElement, behavior: ScrollBehavior): void {
    const article = mark.closest('.article')
    if (!article) return
    const below = mark.getBoundingClientRect().top - article.getBoundingClientRect().top
    article.scrollTo({ top: article.scrollTop + below - article.clientHeight / 2, behavior })
  }

  function decide(index: number, accepts: boolean): void {
    const card = cards[index]
    const box = card?.querySelector<HTMLInputElement>('.accept input')
    if (!card || !box) return
    box.checked = accepts
    card.classList.toggle('skipped', !accepts)
    box.dispatchEvent(new Event('change', { bubbles: true }))
    show(Math.min(index + 1, cards.length - 1), true)
  }

  function tell(): void {
    for (const card of cards) {
      const accepted = card.querySelector<HTMLInputElement>('.accept input')?.checked === true
      card.classList.toggle('accepted', accepted)
      if (accepted) card.classList.remove('skipped')
      marks.get(card.dataset.card)?.classList.toggle('accepted', accepted)
    }
    const accepted = form.querySelectorAll('.card.accepted').length
    if (count) count.textContent = `${accepted} of ${cards.length} accepted`
  }

  const keys: Record<string, () => void> = {
    j: () => show(Math.min(current + 1, cards.length - 1), true),
    k: () => show(Math.max(current - 1, 0), true),
    a: () => decide(Math.max(current, 0), true),
    s: () => decide(Math.max(current, 0), false),
  }
  // Only with the focus among the cards: who speaks to their browser may say letters elsewhere (WCAG 2.1.4).
  form.querySelector('.cards')?.addEventListener('keydown', event => {
    if (!(event instanceof KeyboardEvent)) return
    const { target, key } = event
    const types =
      target instanceof HTMLElement &&
      target.matches('input:not([type=checkbox],[type=radio]), textarea, select')
    const act = keys[key]
    if (types || act === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    act()
  })
  form.addEventListener('focusin', ({ target }) => {
    const card = target instanceof Element ? target.closest<HTMLFieldSetElement>('fieldset.card') : null
    const index = card ? cards.indexOf(card) : -1
    if (index >= 0 && index !== current) show(index, false)
  })
  form.addEventListener('change', tell)
  for (const mark of marks.values()) {
    mark.addEventListener('click', event => {
      event.preventDefault()
      show(
        cards.findIndex(({ dataset }) => dataset.card === mark.dataset.card),
        true,
      )
    })
  }
  tell()
}
