import { make } from './make.ts'

const mostOffered = 8

/** Inputs with a list offer what matches anywhere in a name, not only its beginning, the same in every browser. */
export function completeNames(): void {
  for (const input of document.querySelectorAll('input[list]')) {
    if (input instanceof HTMLInputElement && input.list !== null) offer(input, input.list)
  }
}

function offer(input: HTMLInputElement, list: HTMLElement): void {
  const names = [...list.querySelectorAll('option')].map(option => option.value)
  if (names.length === 0) return
  // Topics come several in one field, separated by commas: only the last is completed.
  const isMany = input.name === 'claim/topics'
  const box = make('ul', { role: 'listbox', id: `${input.id}-offers`, class: 'offers', hidden: true })
  box.setAttribute('aria-label', 'Suggestions')
  input.removeAttribute('list')
  for (const [name, value] of Object.entries({
    role: 'combobox',
    'aria-expanded': 'false',
    'aria-autocomplete': 'list',
    'aria-controls': box.id,
  })) {
    input.setAttribute(name, value)
  }
  const around = make('div', { class: 'combobox' })
  input.replaceWith(around)
  around.append(input, box)
  let active = -1

  const typed = () => (isMany ? (input.value.split(',').at(-1) ?? '') : input.value).trim().toLowerCase()
  const options = () => [...box.children]
  const close = () => {
    box.hidden = true
    active = -1
    input.setAttribute('aria-expanded', 'false')
    input.removeAttribute('aria-activedescendant')
  }
  const open = () => {
    const looked = typed()
    const found = names
      .filter(name => looked !== '' && name.toLowerCase().includes(looked))
      .slice(0, mostOffered)
    box.replaceChildren(
      ...found.map((name, at) =>
        make('li', { role: 'option', id: `${box.id}-${at}`, 'aria-selected': 'false' }, name),
      ),
    )
    close()
    if (found.length === 0 || (found.length === 1 && found[0]?.toLowerCase() === looked)) return
    box.hidden = false
    input.setAttribute('aria-expanded', 'true')
  }
  const choose = (name: string) => {
    const before = isMany ? input.value.split(',').slice(0, -1) : []
    input.value = [...before.map(one => one.trim()), name].join(', ')
    close()
    input.dispatchEvent(new Event('change', { bubbles: true }))
  }
  const move = (step: number) => {
    const all = options()
    active = (active + step + all.length) % all.length
    for (const [at, option] of all.entries()) option.setAttribute('aria-selected', String(at === active))
    input.setAttribute('aria-activedescendant', all[active]?.id ?? '')
  }
  input.addEventListener('input', () => {
    if (document.activeElement === input) open()
  })
  // The browser's own list would cover ours; but what is typed into a field that is always "off" is lost on the way back.
  input.addEventListener('focus', () => {
    input.autocomplete = 'off'
  })
  const release = () => input.removeAttribute('autocomplete')
  addEventListener('beforeunload', release)
  input.addEventListener('blur', () => {
    release()
    close()
  })
  input.addEventListener('keydown', event => {
    if (box.hidden) {
      if (event.key === 'ArrowDown') open()
      return
    }
    if (event.key === 'ArrowDown') move(1)
    else if (event.key === 'ArrowUp') move(active === -1 ? 0 : -1)
    else if (event.key === 'Enter' && active >= 0) choose(options()[active]?.textContent ?? '')
    else if (event.key === 'Escape') close()
    else return
    event.preventDefault()
  })
  // Before the field loses its focus, which closes the list.
  box.addEventListener('mousedown', event => {
    event.preventDefault()
    if (event.button === 0 && event.target instanceof HTMLLIElement) choose(event.target.textContent ?? '')
  })
}
