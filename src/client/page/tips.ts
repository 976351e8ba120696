import { make } from './make.ts'

const described =
  'svg [data-tip], svg a[aria-label], svg.forest, svg.said-row, svg.track, svg.hedge, svg.probability'

/** In milliseconds: who sweeps over the dots of a chart is never stopped by the tip of one of them. */
const restedFor = 300

/**
 * What a part of a chart stands for, beside the pointer or the focus, where the pointer may follow it (WCAG 1.4.13).
 * Screen readers have the same from the chart.
 */
export function showTips(): void {
  const tip = make('div', { class: 'tip', 'aria-hidden': 'true', hidden: true })
  document.body.append(tip)
  let part: Element | null = null
  let dismissed: Element | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  const show = ({ target }: Event) => {
    if (target === tip) return
    // A pointer that rests elsewhere, or under which the page scrolls, takes nothing from the part with the focus.
    const found = partAt(target) ?? partAt(document.activeElement)
    if (found !== part) {
      clearTimeout(timer)
      tip.classList.remove('reachable')
      timer = setTimeout(() => tip.classList.add('reachable'), restedFor)
    }
    part = found
    if (part !== null && part === dismissed) return
    dismissed = null
    const words = part === null ? '' : wordsOf(part)
    tip.hidden = words === ''
    if (part === null || words === '') return
    tip.replaceChildren(words)
    place(tip, part)
  }
  for (const kind of ['pointerover', 'focusin']) document.addEventListener(kind, show)
  document.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return
    tip.hidden = true
    dismissed = part
  })
  document.addEventListener('focusout', () => {
    if (part?.matches(':hover') || tip.matches(':hover')) return
    tip.hidden = true
    part = null
  })
  // A part that gets the focus beyond the edge of the window is scrolled into it.
  const follow = () => {
    if (part !== null && !tip.hidden) place(tip, part)
  }
  document.addEventListener('scroll', follow)
  addEventListener('resize', follow)
}

function partAt(target: EventTarget | null): Element | null {
  return target instanceof Element ? target.closest(described) : null
}

function wordsOf(part: Element): string {
  const given = part.getAttribute('data-tip') ?? part.getAttribute('aria-label')
  if (given !== null) return given
  const [title, desc] = ['title', 'desc'].map(tag => part.querySelector(`:scope > ${tag}`)?.textContent ?? '')
  return desc === '' ? (title ?? '') : `${title}: ${desc}`
}

/** Above the part, or below it where there is no room; never beyond the edge of the window. */
function place(tip: HTMLElement, part: Element): void {
  const at = part.getBoundingClientRect()
  // Where it stood before, it was perhaps narrowed by the edge of the window.
  Object.assign(tip.style, { left: '0', top: '0' })
  const { offsetWidth: width, offsetHeight: height } = tip
  const left = Math.max(8, Math.min(innerWidth - width - 8, at.left + at.width / 2 - width / 2))
  const top = at.top - height - 8 < 0 ? at.bottom + 8 : at.top - height - 8
  tip.style.left = `${left}px`
  tip.style.top = `${top}px`
}
